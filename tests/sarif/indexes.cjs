// usage: node indexes.cjs FILE.sarif...   exit 0: every index agrees with the id beside it, 1: some do not
// Neither the schema nor the Multitool compares the two, and viewers trust the index.
const fs = require('fs');

let bad = 0;
const wrong = (file, what) => { bad = 1; console.log(`${file}: ${what}`); };

for (const file of process.argv.slice(2)) {
  for (const run of JSON.parse(fs.readFileSync(file, 'utf8')).runs) {
    const {rules = [], notifications = []} = run.tool.driver;
    const agrees = (list, index, id) => index === undefined || (list[index] || {}).id === id;
    const artifacts = run.artifacts || [];

    (run.results || []).forEach((result, i) => {
      if (!agrees(rules, result.ruleIndex, result.ruleId)) wrong(file, `results[${i}]: ruleIndex and ruleId disagree`);
      const ids = new Set((result.relatedLocations || []).map((each) => each.id));
      for (const link of result.message.text.matchAll(/(?<!\\)\[(?:[^\[\]\\]|\\.)*\]\((\d+)\)/g)) {
        if (!ids.has(Number(link[1]))) wrong(file, `results[${i}]: link to ${link[1]}, which is no related location`);
      }
    });
    for (const invocation of run.invocations || []) {
      (invocation.toolExecutionNotifications || []).forEach((each, i) => {
        if (each.descriptor && !agrees(notifications, each.descriptor.index, each.descriptor.id)) {
          wrong(file, `notification ${i}: descriptor index and id disagree`);
        }
        if (each.associatedRule && !agrees(rules, each.associatedRule.index, each.associatedRule.id)) {
          wrong(file, `notification ${i}: associatedRule index and id disagree`);
        }
      });
    }
    const visit = (node) => {
      if (node === null || typeof node !== 'object') return;
      const at = node.artifactLocation;
      if (at && at.index !== undefined && (artifacts[at.index] || {location: {}}).location.uri !== at.uri) {
        wrong(file, `artifact ${at.index} is not ${at.uri}`);
      }
      Object.values(node).forEach(visit);
    };
    visit(run);
  }
}
process.exit(bad);
