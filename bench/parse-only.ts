// What a scan is measured against: reads every file below a folder and parses it with js-yaml alone. Prints the number of documents.
// Usage: node parse-only.js FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

const folder = process.argv[2]!;
let documents = 0;
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
  if (path.endsWith('.yaml')) documents += loadAll(readFileSync(join(folder, path), 'utf8')).length;
console.log(documents);
