import { adoptRepository } from '../../../synth/adopt/adopt-repository';
import { report } from '../child';
import { populatedTree, snapshotOfTree } from './target';

// usage: adopt <claims> <categories>: a tree that no project owns yet, already read, becomes TypeScript
const [count = '', categories = ''] = process.argv.slice(2);
const tree = Object.entries(populatedTree(Number(count), Number(categories))).filter(
  ([path]) => !path.endsWith('.ledger'),
);
const snapshot = snapshotOfTree(Object.fromEntries(tree));
report(() => ({ files: adoptRepository(snapshot, { project: 'adopted' }).files.length }));
