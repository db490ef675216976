import type { ClaimModel, JsonObject } from '../core/claim-model';
import type { PlanConfig } from '../core/plan-config';
import { emitYaml, emitYamlBytes } from '../core/yaml/emit-yaml';
import { TextBytes } from '../core/yaml/text-bytes';
import { claimFolder } from './paths';

/**
 * The Backstage Component of a claim, as the harvester repository writes it.
 *
 * @param repository - slug `owner/name` of the target
 */
export function catalogInfo(model: ClaimModel, config: PlanConfig, repository: string): JsonObject {
  const { category, name, template } = model;
  const folder = claimFolder(config.root, category, name);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      description: `Crossplane claim (${template}) - ${name}`,
      annotations: {
        'github.com/project-slug': repository,
        'backstage.io/source-location': `url:${config.webUrl}/${repository}/tree/${config.base}/${folder}`,
        'claim-machinery/template': template,
        'claim-machinery/category': category,
      },
      tags: [...config.catalog.tags, template, ...category.split('/')],
    },
    spec: {
      type: config.catalog.type,
      lifecycle: model.lifecycle ?? config.catalog.lifecycle,
      owner: model.owner ?? config.catalog.owner,
      ...(model.dependsOn.length > 0 && { dependsOn: model.dependsOn.map(componentReference) }),
    },
  };
}

/** Longest name of an entity (backstage.io, "Descriptor Format of Catalog Entities"). */
const LONGEST_ENTITY_NAME = 63;

/** Whether Backstage can know a claim: its folder's name is that of an entity. */
export function hasComponent({ name }: Pick<ClaimModel, 'name'>): boolean {
  return name.length <= LONGEST_ENTITY_NAME;
}

/** Backstage names a component by `component:<namespace>/<name>`; the claim's folder name is the component's name. */
function componentReference(constructPath: string): string {
  return `component:default/${constructPath.slice(constructPath.lastIndexOf('/') + 1)}`;
}

/** A name that cannot occur in a claim: upper case is not allowed there. */
const PLACEHOLDER = 'NAME';
/** Words that YAML 1.1 reads as something else than text; names with a digit in front or a dot are left to the emitter. */
const SURELY_PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null|nan|inf|e-?[0-9]+)$)[a-z][a-z0-9-]*$/;

/**
 * Texts of catalog files. Claims of one template, category, owner and lifecycle differ in their name alone, so the rest
 * is emitted once.
 */
export class CatalogTexts {
  private readonly bytes = new TextBytes();
  private readonly skeletons = new Map<string, readonly string[]>();

  constructor(
    private readonly config: PlanConfig,
    private readonly repository: string,
  ) {}

  textOf(model: ClaimModel): string {
    return this.bytesOf(model).toString();
  }

  /** Like {@link textOf}, as bytes that are valid until the next call: for a hash no string has to be made. */
  bytesOf(model: ClaimModel): TextBytes {
    const skeleton = this.skeletonOf(model);
    if (skeleton === undefined) return emitYamlBytes(catalogInfo(model, this.config, this.repository));
    const { bytes } = this;
    bytes.clear();
    for (let index = 0; index < skeleton.length; index++) {
      if (index > 0) bytes.put(model.name);
      bytes.put(skeleton[index] as string);
    }
    return bytes;
  }

  private skeletonOf(model: ClaimModel): readonly string[] | undefined {
    const { category, template, owner = '', lifecycle = '' } = model;
    if (model.dependsOn.length > 0 || !SURELY_PLAIN.test(model.name)) return undefined;
    const key = `${category}\n${template}\n${owner}\n${lifecycle}`;
    let skeleton = this.skeletons.get(key);
    if (skeleton === undefined) {
      const text = emitYaml(catalogInfo({ ...model, name: PLACEHOLDER }, this.config, this.repository));
      this.skeletons.set(key, (skeleton = text.split(PLACEHOLDER)));
    }
    // Three places: name, description, source location. More of them means that the configuration holds the word too.
    return skeleton.length === 4 ? skeleton : undefined;
  }
}
