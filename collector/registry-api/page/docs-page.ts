import type { OpenApiOperation, OpenApiParameter } from '../../service/http/open-api-parts';
import type { RegistryOpenApi } from '../wire/open-api';
import { html, type Markup } from './markup';
import { pageFrame } from './page-frame';

const TRY = `curl -sS 'http://localhost:8080/api/v1/claims?status=error&q=quota'`;

/** The API for people, made of its OpenAPI document: one file, no scripts, nothing from elsewhere. */
export function docsPage({ info, paths }: RegistryOpenApi): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(method, path, operation)),
  );
  const content = html`<h1>${info.title} API</h1>
    <p class="sub">${marked(info.description)}</p>
    <section>
      <div class="head"><h2>Try it</h2></div>
      <div class="body">
        <pre>${TRY}</pre>
        <p>
          The same for machines: <a href="/openapi.yaml">/openapi.yaml</a>,
          <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).
        </p>
      </div>
    </section>
    ${operations}`;
  return pageFrame(`${info.title} API`, content, info.version);
}

function section(method: string, path: string, operation: OpenApiOperation): Markup {
  const { operationId, summary, parameters = [], responses } = operation;
  return html`<section id="${operationId}">
    <div class="head">
      <span class="method ${method}">${method.toUpperCase()}</span>
      <h2><code>${path}</code></h2>
    </div>
    <div class="body">
      <p>${summary}</p>
    </div>
    ${parameters.length === 0 ? undefined : table('Parameter', parameters.map(parameterRow))}
    ${table(
      'Answer',
      Object.entries(responses).map(([status, { description }]) => row(status, marked(description))),
    )}
  </section>`;
}

function table(title: string, rows: readonly Markup[]): Markup {
  return html`<table>
    <thead>
      <tr>
        <th scope="col" class="c-claim">${title}</th>
        <th scope="col"><span class="hide">Meaning</span></th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function parameterRow({ name, in: place, description }: OpenApiParameter): Markup {
  return row(name, html`${marked(description)} <span class="soft">${place}</span>`);
}

function row(name: string, meaning: Markup): Markup {
  return html`<tr>
    <td><code>${name}</code></td>
    <td>${meaning}</td>
  </tr>`;
}

/** Text in which code stands between backticks. */
function marked(text: string): Markup {
  const parts = text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
  return html`${parts}`;
}
