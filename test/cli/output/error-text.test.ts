import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorText } from '../../../cli/output/error-text';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { ERROR_CATALOGUE, type ErrorCode } from '../../../core/errors/catalogue';
import type { Shown } from '../../../report/text/shown';
import { STRONG_FORMS } from '../../core/secrets/secret-forms';

const SECRET = 'hunter27x';
const folder = mkdtempSync(join(tmpdir(), 'claims-error-text-'));

function shown(source: string, line: number, code: ErrorCode = 'secret-literal', data: object = {}): string {
  writeFileSync(join(folder, 'main.ts'), source);
  const error = new ToolkitError('program-failed', 'it failed', {
    issues: [{ code, message: 'it is wrong', source: { file: 'main.ts', line } }],
    data: { ...data },
    cause: new Error(`cause: password=${SECRET}`),
  });
  const style = { paint: (_format: unknown, text: string) => text } as never;
  return errorText(error, { style, folder, verbose: true, columns: Infinity });
}

describe('errorText', () => {
  it('names commands as the person has to type them, in hints of issues, of the catalogue and to read more', () => {
    const style = { paint: (_format: unknown, text: string) => text } as never;
    const called = 'npx claims' as Shown;
    const hint = 'run `claims doctor`, or `claims` alone';
    const issues = [{ code: 'claim-field-invalid', message: 'it is wrong', hint }] as const;
    const text = (error: ToolkitError): string =>
      errorText(error, { style, folder, verbose: false, columns: Infinity, called });
    expect(text(new ToolkitError('program-failed', 'it failed', { issues }))).toMatch(
      /hint: run `npx claims doctor`, or `claims` alone\n.*npx claims explain/,
    );
    const [code] = Object.entries(ERROR_CATALOGUE).find(([, entry]) => entry.hint.includes('`claims '))!;
    expect(text(new ToolkitError(code as ErrorCode, 'it failed'))).not.toMatch(/`claims /);
  });

  it('hints at what the issues are about, where all are of one code, and else at the error that gathers them', () => {
    const style = { paint: (_format: unknown, text: string) => text } as never;
    const textOf = (...codes: ErrorCode[]): string => {
      const issues = codes.map((code) => ({ code, message: 'it is wrong' }));
      const error = new ToolkitError('config-invalid', 'it failed', { issues });
      return errorText(error, { style, folder, verbose: false, columns: Infinity });
    };
    const hintOf = (code: ErrorCode): string => ERROR_CATALOGUE[code].hint;
    expect(textOf('config-unreadable')).toContain(hintOf('config-unreadable'));
    expect(textOf('config-unreadable', 'config-unreadable')).toContain(hintOf('config-unreadable'));
    expect(textOf('config-key-unknown', 'config-value-invalid')).toContain(hintOf('config-invalid'));
    expect(textOf()).toContain(hintOf('config-invalid'));
  });

  it('shows no line of the author that holds a literal which looks like a secret, in whatever way it is written', () => {
    const text = shown(`const spec = { [key]: '${SECRET}' };`, 1);
    expect(text).toContain('main.ts:1');
    expect(text).not.toContain(SECRET);
  });

  it.each([
    ['on its line', `new Shop(this, 'shop', { password: '${SECRET}', size: 3 });`, 1],
    ['below its name', `new Shop(this, 'shop', {\n  password:\n    '${SECRET}',\n});`, 3],
    ['in an argument', `args: ['--password', '${SECRET}'],`, 1],
    ['as a constant', `const dbPassword = "${SECRET}";`, 1],
  ])('hides a secret in the line of another issue: %s', (_where, source, line) => {
    const text = shown(source, line, 'claim-field-invalid');
    expect(text).toContain(' | ');
    expect(text).not.toContain(SECRET);
  });

  it('shows a line without secrets as it is', () => {
    expect(shown(`new Shop(this, 'shop', { size: 3 });`, 1, 'claim-field-invalid')).toContain(
      "| new Shop(this, 'shop', { size: 3 });",
    );
  });

  it('hides secrets in what the program printed, in causes, and in the JSON of an error', () => {
    for (const { form, text } of STRONG_FORMS) {
      const printed = `TypeError: it failed\n${text(SECRET)}\n    at main.ts:1:1`;
      const said = shown('x', 1, 'claim-field-invalid', {
        stderr: printed,
        fullStderr: printed,
        details: text(SECRET),
      });
      const json = JSON.stringify(
        new ToolkitError('program-failed', printed, {
          issues: [{ code: 'claim-field-invalid', message: text(SECRET) }],
        }),
      );
      expect({ form, said: said.includes(SECRET), json: json.includes(SECRET) }).toEqual({
        form,
        said: false,
        json: false,
      });
    }
  });
});
