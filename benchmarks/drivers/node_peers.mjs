// The peers that are written for Node, behind the protocol of protocol.py.
//
//     node node_peers.mjs PACKAGES NAME FEED...
//
// PACKAGES is the folder that holds their node_modules. No peer starts processes of its own, so the processor
// time of this one, with all its threads, is what it costs.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const MICROSECONDS = 1e6;
const BYTES_A_KILOBYTE = 1024;

const [packages, name, ...paths] = process.argv.slice(2);
const require = createRequire(join(resolve(packages), "package.json"));
const load = async (module) => import(pathToFileURL(require.resolve(module)).href);

const TEXTLINT_RULES = ["common-misspellings", "terminology", "write-good"];

const PEERS = {
  "write-good": async () => {
    const { default: check } = await load("write-good");
    return (text) => check(text).length;
  },
  textlint: async () => {
    const { createLinter } = await load("textlint");
    const { TextlintKernelDescriptor } = await load("@textlint/kernel");
    const plugin = await load("@textlint/textlint-plugin-text");
    const linter = createLinter({
      descriptor: new TextlintKernelDescriptor({
        rules: await Promise.all(TEXTLINT_RULES.map(rule)),
        plugins: [{ pluginId: "text", plugin: unwrapped(plugin) }],
        filterRules: [],
      }),
    });
    return async (text) => (await linter.lintText(text, "document.txt")).messages.length;
  },
};

async function rule(ruleId) {
  return { ruleId, rule: unwrapped(await load(`textlint-rule-${ruleId}`)) };
}

/** What a module exports: packages for Node's older module system have it one `default` deeper. */
function unwrapped(module) {
  const inner = module.default ?? module;
  return inner.default ?? inner;
}

function processorSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / MICROSECONDS;
}

function answer(values) {
  process.stdout.write(JSON.stringify(values) + "\n");
}

const check = await PEERS[name]();
const feeds = paths.map((path) => readFileSync(path, "utf8").trimEnd().split("\n"));
answer({ cpu: processorSeconds() });
for await (const request of createInterface({ input: process.stdin })) {
  const [feed, times] = request.split(" ").map(Number);
  const begun = processorSeconds();
  let marks = 0;
  for (let time = 0; time < times; time++) {
    marks = 0;
    for (const line of feeds[feed]) marks += await check(JSON.parse(line).text);
  }
  const peak = process.resourceUsage().maxRSS * BYTES_A_KILOBYTE;
  answer({ cpu: processorSeconds() - begun, marks, peak });
}
