// usage: node schema.cjs FILE.sarif...   exit 0: all valid against the schema of SARIF 2.1.0, 1: some are not
const fs = require('fs');
const Ajv = require('ajv/dist/2020').default;

const schema = require.resolve('@microsoft/sarif-multitool-linux/sarif-2.1.0.json');
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
const ajv = new Ajv({strict: false, allErrors: true});
require('ajv-formats').default(ajv);
const validate = ajv.compile(read(schema));

let bad = 0;
for (const file of process.argv.slice(2)) {
  if (validate(read(file))) continue;
  bad = 1;
  for (const error of validate.errors) {
    console.log(`${file}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  }
}
process.exit(bad);
