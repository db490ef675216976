import { html, Markup } from './markup';
import { STYLES } from './styles';

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" width="22" height="22" viewBox="0 0 22 22"><rect width="22" height="22" rx="6" fill="#2b5fd9"/><path d="M6 7h10M6 11h10M6 15h6" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>';
const LOGO = new Markup(ICON.replace('<svg ', '<svg aria-hidden="true" '));
const ICON_ADDRESS = `data:image/svg+xml,${encodeURIComponent(ICON)}`;
const SHEET = new Markup(`<style>${STYLES}</style>`);

/** A whole page around its content: no scripts, nothing from elsewhere. */
export function pageFrame(title: string, content: Markup, version: string): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="${ICON_ADDRESS}" />
        ${SHEET}
      </head>
      <body>
        <a class="skip" href="#content">To the content</a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/status">${LOGO} Claim registry</a>
            <nav aria-label="Pages">
              <a href="/status">Status</a> <a href="/docs">API</a> <a href="/api/v1/claims">JSON</a>
            </nav>
          </div>
        </header>
        <main class="wrap" id="content">${content}</main>
        <footer class="wrap">cdk8s-claims ${version}</footer>
      </body>
    </html>`;
  return `${page.text.replaceAll(INDENT, '\n')}\n`;
}

/** The indentation of templates says nothing in HTML, and is a third of a page. Values have no line feeds (see `markup.ts`). */
const INDENT = /\n +/g;
