import { createHash } from 'node:crypto';

/** The one style sheet of all pages. Colours by role; every pair of text and ground has a contrast of at least 4.5 in both schemes. */
export const STYLES = `
:root{color-scheme:light dark;--ground:#f5f6f8;--card:#fff;--line:#dfe3e9;--text:#1a2230;--soft:#596375;--link:#1d4fc4;--ring:#1d4fc4;
--ready:#0f7a45;--ready-ground:#e2f5ea;--failing:#b3261e;--failing-ground:#fde8e6;--progressing:#8a5300;--progressing-ground:#fdf0d9;--unknown:#566072;--unknown-ground:#eaedf2}
@media(prefers-color-scheme:dark){:root{--ground:#0f141c;--card:#171e29;--line:#2a3443;--text:#e4e9f1;--soft:#9aa6b8;--link:#8fb4ff;--ring:#8fb4ff;
--ready:#63d69a;--ready-ground:#123524;--failing:#ff9b92;--failing-ground:#431c1a;--progressing:#f3bf6b;--progressing-ground:#3b2b10;--unknown:#a9b4c5;--unknown-ground:#252e3c}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;-webkit-text-size-adjust:100%}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--ring);outline-offset:2px;border-radius:4px}
.wrap{max-width:1180px;margin:0 auto;padding:0 20px}
.top{background:var(--card);border-bottom:1px solid var(--line)}
.top .wrap{display:flex;flex-wrap:wrap;align-items:center;gap:4px 18px;padding-top:12px;padding-bottom:12px}
.brand{display:flex;align-items:center;gap:10px;font-weight:650;font-size:16px;color:var(--text)}.brand:hover{text-decoration:none}
.brand svg{display:block}
.top nav{display:flex;gap:16px;margin-left:auto;font-size:14px}
h1{font-size:24px;line-height:1.25;margin:26px 0 4px;letter-spacing:-.01em}
h2{font-size:16px;margin:0}
.sub{color:var(--soft);margin:0 0 18px;font-size:14px;overflow-wrap:anywhere}
.note{border:1px solid var(--progressing);background:var(--progressing-ground);color:var(--progressing);border-radius:10px;padding:10px 14px;margin:0 0 18px;overflow-wrap:anywhere}
.note strong{display:block}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(132px,1fr));gap:12px;margin:0 0 18px;padding:0;list-style:none}
.tile{display:block;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:12px 14px;color:var(--text)}
a.tile:hover{text-decoration:none;border-color:var(--soft)}.tile[aria-current]{border-color:var(--ring);box-shadow:0 0 0 1px var(--ring)}
.tile b{display:block;font-size:26px;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums}
.tile span{display:flex;align-items:center;gap:7px;color:var(--soft);font-size:13.5px}
.dot{width:9px;height:9px;border-radius:50%;flex:none;background:var(--unknown)}
.dot.ready{background:var(--ready)}.dot.failing{background:var(--failing)}.dot.progressing{background:var(--progressing)}.dot.all{background:var(--link)}
form{display:flex;flex-wrap:wrap;gap:10px;align-items:end;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:12px 14px;margin:0 0 22px}
label{display:flex;flex-direction:column;gap:3px;font-size:12.5px;color:var(--soft);flex:1 1 150px;min-width:0}
label.wide{flex:2 1 220px}
input,select,button{font:inherit;font-size:15px;color:var(--text);background:var(--ground);border:1px solid var(--line);border-radius:8px;padding:7px 10px;height:38px;width:100%;min-width:0}
button{width:auto;background:var(--link);border-color:var(--link);color:var(--card);font-weight:600;padding:0 18px;cursor:pointer}
.clear{align-self:center;padding:0 4px;font-size:14px}
.clusters{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 22px;padding:0;list-style:none}
.clusters a{display:flex;align-items:center;gap:9px;border:1px solid var(--line);background:var(--card);border-radius:999px;padding:4px 12px;font-size:13.5px;color:var(--text);max-width:100%;overflow-wrap:anywhere}
.clusters a[aria-current]{border-color:var(--ring);box-shadow:0 0 0 1px var(--ring)}
svg.bar{display:block;border-radius:3px;flex:none}
svg .ready{fill:var(--ready)}svg .failing{fill:var(--failing)}svg .progressing{fill:var(--progressing)}svg .unknown{fill:var(--unknown)}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;margin:0 0 18px;overflow:hidden}
.head{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px;padding:12px 16px;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.head .count{color:var(--soft);font-size:13.5px;margin-right:auto}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th{text-align:left;font-size:12.5px;font-weight:600;color:var(--soft);padding:8px 16px}
td{padding:10px 16px;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
tbody tr:first-child td{border-top:1px solid var(--line)}
.c-claim{width:24%}.c-state{width:12%}.c-cluster{width:11%}.c-age{width:9%}.c-seen{width:12%}td.c-cluster,td.c-age,td.c-seen{font-size:14px}time{white-space:nowrap}table+table{border-top:1px solid var(--line)}
.name{font-weight:600}.name a{color:var(--text)}
.soft{color:var(--soft);font-size:13.5px}
.pill{display:inline-flex;align-items:center;gap:6px;border-radius:999px;padding:2px 10px;font-size:13px;font-weight:600;background:var(--unknown-ground);color:var(--unknown);max-width:100%;overflow-wrap:anywhere}
.pill.ready{background:var(--ready-ground);color:var(--ready)}.pill.failing{background:var(--failing-ground);color:var(--failing)}.pill.progressing{background:var(--progressing-ground);color:var(--progressing)}
.why{font-size:14px}.why.failing{color:var(--failing)}
summary{cursor:pointer}
.empty{padding:44px 20px;text-align:center;color:var(--soft)}.empty b{display:block;color:var(--text);font-size:17px;margin-bottom:4px}
.pages{display:flex;justify-content:center;gap:18px;align-items:center;margin:0 0 22px;font-size:14px}
footer{color:var(--soft);font-size:13px;padding:4px 0 34px}
code,pre{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
code{background:var(--ground);border-radius:5px;padding:1px 5px;overflow-wrap:anywhere}
pre{background:var(--ground);border:1px solid var(--line);border-radius:8px;padding:10px 12px;margin:0;overflow-x:auto}
.body{padding:12px 16px;display:grid;gap:10px}.body p{margin:0}
.method{font:700 12px/1 ui-monospace,Menlo,Consolas,monospace;border-radius:6px;padding:5px 8px;background:var(--ready-ground);color:var(--ready)}
.method.post{background:var(--progressing-ground);color:var(--progressing)}
.skip{position:absolute;left:-9999px}.skip:focus{left:12px;top:10px;background:var(--card);padding:6px 12px;z-index:1}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(max-width:720px){.wrap{padding:0 14px}h1{font-size:21px;margin-top:18px}.tiles{grid-template-columns:repeat(2,1fr);gap:8px}
.tiles li:first-child{grid-column:1/-1}
.top nav{margin-left:0}
section.claims thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
section.claims table,section.claims tbody{display:block}
section.claims tr{display:flex;flex-wrap:wrap;gap:4px 12px;padding:12px 14px;border-top:1px solid var(--line)}section.claims tbody tr:first-child{border-top:0}
section.claims td{display:block;padding:0;border:0 !important;font-size:14px}
section.claims tr::before{content:"";flex:0 0 100%;order:1}td.c-claim{width:auto;flex:1 1 50%}td.c-state{width:auto;flex:none;max-width:45%}td.c-cluster,td.c-age,td.c-seen{width:auto;flex:none;order:2;color:var(--soft)}
td.none{display:none !important}
td[data-label]::before{content:attr(data-label) " ";color:var(--soft)}td.c-why{flex:1 1 100%;order:3}}
`;

/** Says of pages what browsers may load: nothing but the style sheet that stands in them, by its hash. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLES).digest('base64')}'`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};
