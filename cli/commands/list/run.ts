import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { SourcePosition } from '../../../core/source-position';
import type { SnapshotReader } from '../../../gitops/snapshot-reader';
import { claimPaths, registeredPath, registryPath } from '../../../harvester/paths';
import { scanRegistry, type ScannedEntry } from '../../../harvester/registry/scan-registry';
import { checkModels } from '../../../synth/plan/check-models';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { tableText, type Column } from '../../../report/text/table-text';
import { placeText } from '../../../report/text/place-text';
import { own, visible, type OwnWord, type Shown } from '../../../report/text/shown';
import { loadProject, type Project } from '../../pipeline/load-project';
import { refuseUnknownRoot } from '../../pipeline/known-root';
import { openFilesTarget } from '../../pipeline/open-any-target';
import { readProgram } from '../../pipeline/read-program';
import { FILTERS, refuseUnknownFilters } from './known-filters';

/** One claim as listed: fields of the registry, or what the program says. */
interface ListedClaim {
  readonly name: string;
  readonly template: string;
  readonly category: string;
  readonly namespace?: string;
  readonly status?: string;
  readonly createdBy?: string;
  readonly source?: string;
  readonly [field: string]: unknown;
}

/** All claims that there are, and categories beside theirs. */
interface Listed {
  readonly claims: readonly ListedClaim[];
  readonly categories: readonly string[];
}

/** Lists the claims of the registry, or of the program. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const project = await loadProject(context, { projectOptional: true });
  const fromProgram = context.options['program'] === true || project.config.target === undefined;
  if (fromProgram && project.config.app === undefined) {
    throw new ToolkitError(
      'target-missing',
      'neither a target nor a program is configured, nothing can be listed',
    );
  }
  const all = fromProgram ? await programClaims(context, project) : await registryClaims(context, project);
  refuseUnknownFilters(context, all.claims, all.categories);
  const claims = all.claims.filter((claim) =>
    FILTERS.every((filter) => {
      const wanted = textOption(context, filter);
      return wanted === undefined || (claim[filter] ?? '') === wanted;
    }),
  );
  return { json: claims, text: text(context, claims, fromProgram) };
}

async function registryClaims(context: CommandContext, project: Project): Promise<Listed> {
  const { base, root } = project.config;
  const path = registryPath(root);
  const target = await openFilesTarget(context, project);
  if (target === undefined) return { claims: [], categories: [] };
  try {
    const commit = target.kind === 'git' ? await target.repository.fetchBase(base) : undefined;
    const look = (...prefixes: string[]): Promise<SnapshotReader> =>
      target.kind === 'git' ? target.repository.snapshot(commit, prefixes) : target.folder.snapshot(prefixes);
    const registry = (await (await look(path)).read([path])).get(path);
    if (registry === undefined && textOption(context, 'root') !== undefined)
      refuseUnknownRoot(context, (await look()).index);
    const claims = registry === undefined ? [] : scanRegistry(registry, path).entries.map(listedEntry);
    const wanted = textOption(context, 'category');
    const isListed = wanted === undefined || claims.some(({ category }) => category === wanted);
    return { claims, categories: isListed ? [] : categoriesIn(await look(root), root) };
  } finally {
    if (target.kind === 'git') await target.repository.close();
  }
}

/** A category need not have a claim in the registry. */
function categoriesIn({ index }: SnapshotReader, root: string): string[] {
  const categories = new Set<string>();
  for (const path of index.entries.keys()) {
    const [category = '', file] = path.startsWith(`${root}/`) ? path.slice(root.length + 1).split('/') : [];
    if (file !== undefined && !category.startsWith('.')) categories.add(category);
  }
  return [...categories];
}

function listedEntry(entry: ScannedEntry): ListedClaim {
  const { name = '', template = '', category = '', ...rest } = Object.fromEntries(entry.fields);
  return { name, template, category, ...rest };
}

async function programClaims(context: CommandContext, project: Project): Promise<Listed> {
  const models = await readProgram(context, project);
  checkModels(models, []);
  const claims = models.claims.map((model) => {
    const { name, template, category, object, source } = model;
    const { namespace } = object.metadata;
    const flat =
      model.flatFile === undefined ? undefined : `${project.config.root}/${category}/${model.flatFile}`;
    return {
      name,
      template,
      category,
      ...(namespace === undefined ? {} : { namespace }),
      apiVersion: object.apiVersion,
      kind: object.kind,
      path: registeredPath(claimPaths(project.config.root, model, flat)),
      declaredAt: source,
    };
  });
  return { claims, categories: models.categories.map(({ name }) => name) };
}

function text(context: CommandContext, claims: readonly ListedClaim[], fromProgram: boolean): Shown {
  if (claims.length === 0) return own('no claims');
  const field = <const Name extends string>(
    name: OwnWord<Name>,
    title = own(name),
    optional = false,
  ): Column<ListedClaim> => ({
    title,
    optional,
    value: (claim) => visible(typeof claim[name] === 'string' ? claim[name] : ''),
  });
  const columns = [
    field('name'),
    field('template', own('template'), fromProgram),
    field('category'),
    field('namespace', own('namespace'), true),
  ];
  const more: Column<ListedClaim>[] = fromProgram
    ? [
        field('kind', own('kind'), true),
        { title: own('declared at'), value: (claim) => place(claim['declaredAt']) },
      ]
    : [field('status'), field('source', own('source'), true), field('createdBy', own('created by'), true)];
  return tableText(claims, [...columns, ...more], context.style, context.columns);
}

function place(position: unknown): Shown {
  return position === undefined ? own('') : placeText(position as SourcePosition);
}
