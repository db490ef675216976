import ts from 'typescript';
import { sourceFiles } from './source-files';

const files = sourceFiles();

describe('text of generated files', () => {
  it('is vouched for by the writers alone', () => {
    const wrong = files
      .filter(({ path }) => !path.startsWith('synth/source/'))
      .filter(({ syntax }) => /\bvouched\b|\b(?:as|is) SourceText\b|<SourceText>/.test(syntax.text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  it('comes out of what writes a program: no function there makes code of its own', () => {
    const wrong: string[] = [];
    for (const { path, syntax } of files.filter(({ path }) => /^synth\/adopt\/.*-source\.ts$/.test(path))) {
      const visit = (node: ts.Node): void => {
        const isUntagged = ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent);
        // Names and comments are made of texts too; code has brackets, quotes, semicolons or line breaks.
        if (
          isUntagged &&
          /[;{}()'"\n]/.test(
            node
              .getText()
              .slice(1, -1)
              .replace(/\$\{[^}]*\}/g, ''),
          )
        ) {
          wrong.push(`${path}: ${node.getText()}`);
        }
        ts.forEachChild(node, visit);
      };
      visit(syntax);
    }
    expect(wrong).toEqual([]);
  });
});
