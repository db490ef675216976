import { ClaimApp } from '../../../synth/app/claim-app';
import { Category } from '../../../constructs/category';
import { Claim } from '../../../constructs/claim';
import { API_VERSION, KIND, placeOf, specOf } from './claim-of-42-leaves';

/** The program that is measured: `count` claims of 42 leaves, dealt to `categories` categories. */
export function program(
  count: number,
  categories: number,
  changed: ReadonlySet<number> = new Set(),
): ClaimApp {
  const app = new ClaimApp();
  const scopes = new Map<string, Category>();
  for (let index = 0; index < count; index++) {
    const { category, name } = placeOf(index, categories);
    let scope = scopes.get(category);
    if (scope === undefined) scopes.set(category, (scope = new Category(app, category)));
    new Claim(scope, name, {
      apiVersion: API_VERSION,
      kind: KIND,
      metadata: { namespace: 'default' },
      spec: specOf(changed.has(index) ? index + 1 : index),
    });
  }
  return app;
}
