// usage: node findings.cjs MULTITOOL_LOG FILE   exit 0: nothing found in FILE, 1: something was
// The Multitool exits 0 whatever it finds, so its own log is read.
const fs = require('fs');

const [log, file] = process.argv.slice(2);
const runs = JSON.parse(fs.readFileSync(log, 'utf8').replace(/^\uFEFF/, '')).runs;
const results = runs.flatMap((run) => run.results || []);
const notifications = runs.flatMap((run) => run.invocations || [])
  .flatMap((each) => [...(each.toolExecutionNotifications || []), ...(each.toolConfigurationNotifications || [])]);

for (const result of results) {
  console.log(`${file}: ${result.level || 'warning'} ${result.ruleId}: ${(result.message.arguments || []).join(' | ')}`);
}
for (const each of notifications) console.log(`${file}: ${each.level}: ${each.message.text}`);
process.exit(results.length > 0 || notifications.some((each) => each.level === 'error') ? 1 : 0);
