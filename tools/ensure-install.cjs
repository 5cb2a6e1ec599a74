// Runs before `npm start` and `npm test` on whatever Node the host has (20 or newer), so it is CommonJS and
// imports nothing that has to be installed. It installs the locked packages when they are missing or older
// than the lock file, and then makes sure that a Node 24 is there to run the rest.
'use strict';

const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const NODE_MAJOR_MIN = 24;

/** Where the hash of the lock file that was installed last is kept; `npm ci` deletes it with the folder. */
function stampPath(root) {
  return join(root, 'node_modules', '.lianbo-installed');
}

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function modifiedMs(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

/**
 * Why an installation is needed, as the end of a sentence; null when the installed packages match the lock
 * file. An `npm ci` or `npm install` done by hand counts: npm writes node_modules/.package-lock.json last.
 */
function reasonToInstall(root) {
  const npmRecord = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(npmRecord)) return 'nothing is installed yet';
  const stamp = stampPath(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(root)) return null;
  const installedMs = modifiedMs(npmRecord);
  const byHand =
    installedMs >= modifiedMs(join(root, 'package-lock.json')) && installedMs > modifiedMs(stamp);
  return byHand ? null : 'the lock file is newer than what is installed';
}

/** The sentence to show when no Node 24 will run the project, or null. `hostVersion` is like "20.11.0". */
function missingNode(root, hostVersion, platform) {
  const bin = join(root, 'node_modules', '.bin', platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(bin) || Number.parseInt(hostVersion, 10) >= NODE_MAJOR_MIN) return null;
  return (
    `Lianbo runs on Node ${NODE_MAJOR_MIN}. On Linux and Windows npm brings it along; for ${platform}-${process.arch} ` +
    `there is no such package, and the Node found here is ${hostVersion}. ` +
    `Please install Node ${NODE_MAJOR_MIN} or newer and start again.`
  );
}

/** Runs `npm ci` with the host's own Node: the locked one lies in the folder that `npm ci` deletes first. */
function install(root) {
  const args = ['ci', '--loglevel=error', '--include=dev', '--include=optional'];
  const options = { cwd: root, stdio: 'inherit' };
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm && npm.endsWith('.js')) return spawnSync(node || process.execPath, [npm, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function explainFailure(root, result) {
  const cause = result.error ? result.error.message : `npm ended with code ${result.status ?? result.signal}`;
  return [
    `Lianbo could not install its packages: ${cause}. npm's own message stands above.`,
    `What helps most often: check that npm reaches its registry (npm ping), that ${root} is writable and has`,
    `about 2 GB free, and then run it again. To see everything: npm ci --loglevel verbose`,
  ].join('\n');
}

function main(root) {
  const reason = reasonToInstall(root);
  if (reason) {
    console.log(`Lianbo: ${reason}; running npm ci (about a minute, only this once).`);
    const result = install(root);
    if (result.status !== 0) {
      console.error(explainFailure(root, result));
      return 1;
    }
    writeFileSync(stampPath(root), lockHash(root));
  }
  const complaint = missingNode(root, process.versions.node, process.platform);
  if (complaint) console.error(complaint);
  return complaint ? 1 : 0;
}

module.exports = { reasonToInstall, missingNode, lockHash, stampPath };

if (require.main === module) process.exit(main(join(__dirname, '..')));
