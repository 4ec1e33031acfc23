// usage: node page.cjs FOLDER, which holds all.html, one.html and clean.html (see tests/html/check)
const assert = require('node:assert/strict');
const path = require('node:path');
const { chromium } = require('playwright-core');
const axe = require('axe-core');

const folder = path.resolve(process.argv[2]);
const shots = process.env.SHOTS;
const address = (name) => 'file://' + path.join(folder, name);
let browser;

// A page of its own for every test. It may ask for nothing but itself, and nothing may be wrong with it.
async function withPage(name, options, test) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => { if (!request.url().startsWith(address(name))) wrong.push(request.url()); });
  await page.goto(address(name));
  await test(page);
  assert.deepEqual(wrong, []);
  await context.close();
}

async function shoot(page, name, options = {}) {
  if (shots) await page.screenshot({ path: path.join(shots, name + '.png'), ...options });
}

const inView = (locator) => locator.evaluate((element) => {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.left >= 0 && box.top < innerHeight && box.left < innerWidth;
});

const tests = {
  'reads without scripts': () => withPage('all.html', { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
    assert.ok(await page.locator('.finding').count() > 40);
    assert.equal(await page.locator('script').count(), 0);
    await shoot(page, 'desktop');
  }),

  'filters by severity, by mouse and by keyboard': () => withPage('all.html', { javaScriptEnabled: false }, async (page) => {
    const errors = page.locator('.finding.error').first();
    const warnings = page.locator('.finding.warning').first();
    assert.ok(await errors.isVisible() && await warnings.isVisible());
    await page.click('label[for=show-warning]');
    assert.ok(await errors.isVisible() && !(await warnings.isVisible()));
    assert.equal(await page.locator('.rule.only-warning:visible').count(), 0);
    await page.focus('#show-error');
    await page.keyboard.press('Space');
    assert.ok(!(await errors.isVisible()));
    assert.ok(await page.locator('.finding.note').first().isVisible());
    await shoot(page, 'filtered', { fullPage: false });
    await page.click('label[for=show-warning]');
    assert.ok(await warnings.isVisible());
    assert.ok(await page.locator('.overview .clean').first().isVisible());
    await page.click('label[for=show-clean]');
    assert.equal(await page.locator('.overview .clean:visible').count(), 0);
  }),

  'leads from finding to cell and back': () => withPage('one.html', {}, async (page) => {
    const finding = page.locator('.finding:has(a.number)').first();
    const number = await finding.locator('.number').textContent();
    await finding.locator('a.number').click();
    const cell = page.locator('.drawn .bad.f' + number).first();
    assert.ok(await inView(cell), 'the cell is shown');
    const lit = await page.locator('.drawn .operand.f' + number).evaluateAll((cells) =>
      cells.map((each) => getComputedStyle(each).boxShadow));
    assert.ok(lit.length >= 6 && lit.every((shadow) => shadow !== 'none'), 'so are its operands');
    const others = await page.locator('.drawn .operand:not(.f' + number + '):not(.bad)').first()
      .evaluate((each) => getComputedStyle(each).boxShadow);
    assert.equal(others, 'none');
    await shoot(page, 'cells', { fullPage: false });
    await cell.locator('a').first().click();
    assert.ok(await inView(finding), 'and the way back');
    const operand = finding.locator('.sides a').first();
    const target = (await operand.getAttribute('href')).slice(1);
    await operand.click();
    assert.ok(await inView(page.locator(`[id="${target}"]`)));
  }),

  'opens every document from the overview': () => withPage('all.html', {}, async (page) => {
    const link = page.locator('.overview a').last();
    await link.click();
    const article = page.locator((await link.getAttribute('href')).replace('#', 'article#'));
    assert.ok(await inView(article.locator('h2')));
    await article.locator('.up').click();
    assert.ok(await inView(page.locator('h1')));
  }),

  'says of a clean report that it is clean': () => withPage('clean.html', {}, async (page) => {
    assert.ok(await page.getByText('没有发现问题').first().isVisible());
    assert.equal(await page.locator('.overview, .finding').count(), 0);
  }),

  'fits a phone': async () => {
    for (const name of ['all.html', 'one.html', 'clean.html']) {
      await withPage(name, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (page) => {
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= 390, `${name} is ${width} px wide`);
        await shoot(page, 'phone-' + name.replace('.html', ''), { fullPage: false });
      });
    }
  },

  'prints': () => withPage('one.html', {}, async (page) => {
    const pdf = await page.pdf({ preferCSSPageSize: true, path: shots && path.join(shots, 'print.pdf') });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages >= 3 && pages <= 8, `${pages} pages`);
    await page.emulateMedia({ media: 'print' });
    assert.ok(!(await page.locator('.bar').isVisible()));
    const cut = await page.evaluate(() => [...document.querySelectorAll('.scroll')].some((each) => getComputedStyle(each).overflowX !== 'visible'));
    assert.ok(!cut, 'tables are whole on paper');
  }),

  'is accessible, in light and dark': async () => {
    for (const colorScheme of ['light', 'dark']) {
      for (const name of ['all.html', 'one.html', 'clean.html']) {
        await withPage(name, { colorScheme, bypassCSP: true }, async (page) => {
          await page.evaluate(axe.source);
          const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
          const told = violations.map((each) => `${each.id}: ${each.help}: ${each.nodes[0].html} ${each.nodes[0].failureSummary}`);
          assert.deepEqual(told, [], `${name}, ${colorScheme}`);
        });
      }
    }
  },
};

(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
           '--disable-component-update', '--disable-sync'],
  });
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      console.log(`html: ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`html: ${name}: FAILED\n${error.stack}`);
    }
  }
  await browser.close();
  console.log(`html: ${Object.keys(tests).length - failed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
})();
