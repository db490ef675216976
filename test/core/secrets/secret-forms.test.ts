import { redactFieldChanges } from '../../../core/secrets/redact-field-changes';
import { redactText } from '../../../core/secrets/redact-text';
import { secretLeaves } from '../../../core/secrets/secret-leaves';
import { STRONG_FORMS, WEAK_FORMS } from './secret-forms';

const places: readonly ((text: string) => unknown)[] = [
  (text) => text,
  (text) => [{ deep: { list: ['x', text] } }],
  (text) => ({ data: { 'app.conf': `# settings\n${text}\nend` } }),
  (text) => ({
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ spec: { a: text } }),
    },
  }),
  (text) => ({ command: ['sh', '-c', text] }),
];

describe.each(STRONG_FORMS)('$form', ({ form, text }) => {
  it('leaves nothing of a password in messages, diffs and lists, and fails synth', () => {
    for (const secret of ['hunter2', 'Tr0ub4dor9']) {
      const written = text(secret);
      for (const around of [written, `error: it failed\n${written}\nand more`]) {
        expect({
          form,
          redacted: redactText(around),
          leaks: redactText(around).includes(secret),
        }).toMatchObject({ leaks: false });
      }
      for (const place of places) {
        const after = place(written) as never;
        const shown = JSON.stringify(redactFieldChanges([{ path: 'spec.x', after }]));
        expect({ form, shown, leaks: shown.includes(secret) }).toMatchObject({ leaks: false });
        expect({ form, after, found: secretLeaves({ spec: { x: after } }).length > 0 }).toMatchObject({
          found: true,
        });
      }
    }
  });
});

describe.each(WEAK_FORMS)('$form of a token', ({ form, text }) => {
  it('leaves nothing of it in messages and diffs', () => {
    for (const secret of ['hunter27x', '4f9a8b7c6d5e']) {
      const written = text(secret);
      expect({
        form,
        redacted: redactText(written),
        leaks: redactText(written).includes(secret),
      }).toMatchObject({ leaks: false });
      const shown = JSON.stringify(redactFieldChanges([{ path: 'spec.x', after: [written] }]));
      expect({ form, shown, leaks: shown.includes(secret) }).toMatchObject({ leaks: false });
    }
  });
});
