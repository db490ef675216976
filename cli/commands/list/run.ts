import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { SourcePosition } from '../../../core/source-position';
import { claimPaths, registeredPath, registryPath } from '../../../synth/layout/paths';
import { scanRegistry, type ScannedEntry } from '../../../synth/layout/registry/scan-registry';
import { checkModels } from '../../../synth/plan/check-models';
import { textOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { tableText, type Column } from '../../output/table-text';
import { placeText } from '../../output/place-text';
import { own, visible, type OwnWord, type Shown } from '../../output/shown';
import { loadProject, type Project } from '../../pipeline/load-project';
import { openFilesTarget } from '../../pipeline/open-any-target';
import { readProgram } from '../../pipeline/read-program';

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

const FILTERS = ['category', 'template', 'status', 'source'] as const;

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
  const claims = all.filter((claim) =>
    FILTERS.every((filter) => {
      const wanted = textOption(context, filter);
      return wanted === undefined || (claim[filter] ?? '') === wanted;
    }),
  );
  return { json: claims, text: text(context, claims, fromProgram) };
}

async function registryClaims(context: CommandContext, project: Project): Promise<ListedClaim[]> {
  const { base, root } = project.config;
  const path = registryPath(root);
  const target = await openFilesTarget(context, project);
  if (target === undefined) return [];
  try {
    const reader =
      target.kind === 'git'
        ? await target.repository.snapshot(await target.repository.fetchBase(base), [path])
        : await target.folder.snapshot([path]);
    const registry = (await reader.read([path])).get(path);
    return registry === undefined ? [] : scanRegistry(registry, path).entries.map(listedEntry);
  } finally {
    if (target.kind === 'git') await target.repository.close();
  }
}

function listedEntry(entry: ScannedEntry): ListedClaim {
  const { name = '', template = '', category = '', ...rest } = Object.fromEntries(entry.fields);
  return { name, template, category, ...rest };
}

async function programClaims(context: CommandContext, project: Project): Promise<ListedClaim[]> {
  const models = await readProgram(context, project);
  checkModels(models, []);
  return models.claims.map((model) => {
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
