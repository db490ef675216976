import type { JsonObject, JsonValue } from '../../../core/claim-model';
import { isJsonList, isJsonObject } from '../../../core/json/json-guards';
import type { DeployRule } from './violation';

/** Lists of containers in the spec of a pod. */
const LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

/** Deepest place of a pod's spec: the template of a CronJob's job. */
const DEEPEST = 8;

const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** A tag is moved, a digest is not: what runs is what was reviewed. */
export const IMAGE_BY_DIGEST: DeployRule = {
  name: 'image-by-digest',
  description: 'Container images are named by digest.',
  violations: (object) => [...imagesIn(object, 0)].filter(({ image }) => !DIGEST.test(image)).map(described),
};

interface FoundImage {
  readonly container: string;
  readonly image: string;
}

function described({ container, image }: FoundImage): string {
  return `the image ${image} of the container ${container} has no digest; name it as <repository>@sha256:<64 hexadecimal digits>`;
}

/** Wherever a spec of a pod stands: Pod, Deployment, Job, CronJob, and kinds of others that hold one. */
function* imagesIn(object: JsonObject, depth: number): Generator<FoundImage> {
  if (depth > DEEPEST) return;
  for (const [key, value] of Object.entries(object)) {
    if (LISTS.includes(key) && isJsonList(value)) {
      for (const item of value) yield* imageOf(item);
    } else if (isJsonObject(value)) yield* imagesIn(value, depth + 1);
  }
}

function* imageOf(item: JsonValue): Generator<FoundImage> {
  if (!isJsonObject(item)) return;
  const { name, image } = item;
  if (typeof image === 'string') yield { container: typeof name === 'string' ? name : '', image };
}
