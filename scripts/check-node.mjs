// Run before every script: npm puts the pinned Node on the PATH, unless its install script was skipped.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `Could not start: this is Node ${process.versions.node}, and Strikedesk runs on Node 24. ` +
      'Run "npm ci" without --ignore-scripts (it brings Node 24 along), then start through "npm run ..." or "npm start".\n',
  );
  process.exit(1);
}
