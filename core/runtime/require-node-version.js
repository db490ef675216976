'use strict';
// Runs before anything else and must parse on Node 12: a wrong Node gets one clear sentence instead of a syntax error.
var parts = process.versions.node.split('.');
if (Number(parts[0]) < 22 || (Number(parts[0]) === 22 && Number(parts[1]) < 19)) {
  process.stderr.write(
    'cdk8s-claims needs Node.js 22.19 or later, but this is ' +
      process.version +
      ' (' +
      process.execPath +
      ').\n' +
      (/[\\/]node_modules[\\/]/.test(__dirname)
        ? 'Install a later Node.js, or give the project its own: `npm install --save-dev node@24`, then `npx claims`. A project of ' +
          '`claims init` has it.\n'
        : 'In a checkout of the project run it through npm (`npm test`, `npm start`, `npx claims`): its own Node is installed by ' +
          '`npm ci`.\n') +
      'If that still shows this message, the install scripts were skipped: run `npm rebuild node`.\n',
  );
  process.exit(2);
}
