import { populatedTree, saveSnapshot } from './target';

// usage: prepare <snapshot> <claims> <categories>: a target in which everything is merged already
const [file = '', count = '', categories = ''] = process.argv.slice(2);
saveSnapshot(file, populatedTree(Number(count), Number(categories)));
process.stdout.write('{}\n');
