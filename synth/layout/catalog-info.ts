import type { ClaimModel, JsonObject } from '../../core/claim-model';
import type { PlanConfig } from '../../core/plan-config';
import { emitYaml } from '../../core/yaml/emit-yaml';

/**
 * The Backstage Component of a claim, as the harvester repository writes it.
 *
 * @param repository - slug `owner/name` of the target
 */
export function catalogInfo(model: ClaimModel, config: PlanConfig, repository: string): JsonObject {
  const { category, name, template } = model;
  const folder = `${config.root}/${category}/${name}`;
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
      tags: [...config.catalog.tags, template, category],
    },
    spec: {
      type: config.catalog.type,
      lifecycle: model.lifecycle ?? config.catalog.lifecycle,
      owner: model.owner ?? config.catalog.owner,
      ...(model.dependsOn.length > 0 && { dependsOn: model.dependsOn.map(componentReference) }),
    },
  };
}

/** Text of {@link catalogInfo}. */
export function catalogInfoText(model: ClaimModel, config: PlanConfig, repository: string): string {
  return emitYaml(catalogInfo(model, config, repository));
}

/** Backstage names a component by `component:<namespace>/<name>`; the claim's folder name is the component's name. */
function componentReference(constructPath: string): string {
  return `component:default/${constructPath.slice(constructPath.lastIndexOf('/') + 1)}`;
}
