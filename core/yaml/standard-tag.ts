/** What YAML's own tags, written `!!int`, begin with. */
export const STANDARD_TAG = 'tag:yaml.org,2002:';
