import { definitionName, type CustomKind } from '../../schema/documents/custom-kind';
import { typeModules } from '../../schema/types/module-source';
import { storedPath, storedText } from './stored-kind';

/** No rule of a project for its own output keeps the types out of Git. */
const GITIGNORE = '!*.js\n!*.d.ts\n';
/** The modules are CommonJS, also in a project of ES modules. */
const COMMONJS = '{ "type": "commonjs" }\n';

/** A module of imported types, for people. */
export interface ImportedModule {
  /** What a program imports, below the folder of the imports: `acme.io/v1.js`. */
  readonly path: string;
  readonly kinds: readonly string[];
}

/**
 * Everything that stands in the folder of the imports but its lock file, by path. The same kinds give the same bytes.
 *
 * @param inModule - the project is one of ES modules
 */
export function importFiles(
  kinds: readonly CustomKind[],
  inModule: boolean,
): {
  readonly files: ReadonlyMap<string, string>;
  readonly modules: readonly ImportedModule[];
} {
  const files = new Map<string, string>([['.gitignore', GITIGNORE]]);
  if (inModule) files.set('package.json', COMMONJS);
  for (const kind of kinds) files.set(storedPath(definitionName(kind)), storedText(kind));
  const modules = typeModules(kinds);
  for (const { path, declarations, code } of modules) {
    files.set(`${path}.d.ts`, declarations);
    files.set(`${path}.js`, code);
  }
  return {
    files,
    modules: modules.map(({ path, classes }) => ({
      path: `${path}.js`,
      kinds: classes.map(({ className }) => className),
    })),
  };
}
