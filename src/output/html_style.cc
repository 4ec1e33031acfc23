#include "output/html_style.h"

namespace gouji {

// No web fonts: the report must open on a machine without a network. Songti for titles, as the reports themselves are
// set; figures are tabular so that columns can be compared by eye.
const std::string_view kHtmlStyle = R"css(
:root{--paper:#fcfbf8;--card:#fff;--ink:#1f1e1b;--soft:#6b675f;--line:#e2ded5;--fill:#f4f1ea;
--error:#b3261e;--error-fill:#fbe9e7;--warning:#8a5a00;--warning-fill:#fdf3dc;--note:#35608f;--note-fill:#e8f0f8;
--operand:#fff8d6;--operand-line:#d9c36a;--focus:#1d66c9;--ok:#33703f;
--serif:"Source Han Serif SC","Noto Serif CJK SC","Songti SC","STSong",SimSun,Georgia,serif;
--sans:-apple-system,"PingFang SC","Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei","Segoe UI",Roboto,sans-serif;
--mono:ui-monospace,"SFMono-Regular",Menlo,Consolas,"Noto Sans Mono CJK SC",monospace}
@media (prefers-color-scheme:dark){@media screen{:root{--paper:#191817;--card:#211f1d;--ink:#e9e6df;--soft:#a29c91;
--line:#383531;--fill:#2a2825;--error:#ff8a7d;--error-fill:#43211e;--warning:#e9b95c;--warning-fill:#3a2f18;
--note:#8dbbe8;--note-fill:#1e2d3d;--operand:#37331c;--operand-line:#7d6f35;--focus:#7db4ff;--ok:#86c894}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:4rem}
body{margin:0 auto;max-width:66rem;padding:2.5rem 1.5rem 4rem;background:var(--paper);color:var(--ink);
font:15px/1.65 var(--sans);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
a{color:inherit;text-decoration:underline;text-decoration-color:var(--line);text-underline-offset:.2em}
a:hover{text-decoration-color:currentColor}
h1,h2,h3,h4,p,ul,table{margin:0}
h1,h2,h3{font-family:var(--serif);font-weight:600;line-height:1.35;text-wrap:balance}
h1{font-size:2rem;letter-spacing:.04em}
code,pre{font-family:var(--mono);font-size:.87em}
.soft{color:var(--soft)}
.filter{position:absolute;opacity:0;width:1px;height:1px;margin:0}
.about{margin-top:.4rem;color:var(--soft)}
.sums{display:flex;flex-wrap:wrap;margin:1.75rem 0 0;padding:0;border-top:2px solid var(--ink);border-bottom:1px solid var(--line)}
.sums div{flex:1 1 6.5rem;padding:.8rem 1rem .7rem 0}
.sums dt{color:var(--soft);font-size:.82rem}
.sums dd{margin:0;font:600 1.9rem/1.2 var(--serif)}
.sums .error dd{color:var(--error)}.sums .warning dd{color:var(--warning)}.sums .note dd{color:var(--note)}
.sums .zero dd{color:var(--soft);font-weight:400}
.bar{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;padding:.7rem 0;background:var(--paper);
border-bottom:1px solid var(--line);font-size:.87rem}
.bar label{padding:.1rem .75rem;border:1px solid var(--line);border-radius:1rem;color:var(--soft);text-decoration:line-through;cursor:pointer;
user-select:none}
#show-error:checked~.bar [for=show-error]{color:var(--error);background:var(--error-fill)}
#show-warning:checked~.bar [for=show-warning]{color:var(--warning);background:var(--warning-fill)}
#show-note:checked~.bar [for=show-note]{color:var(--note);background:var(--note-fill)}
#show-clean:checked~.bar [for=show-clean]{color:var(--ok);background:var(--fill)}
#show-clean:checked~.bar [for=show-clean],#show-error:checked~.bar [for=show-error],#show-warning:checked~.bar [for=show-warning],#show-note:checked~.bar [for=show-note]{
border-color:currentColor;text-decoration:none}
#show-error:focus-visible~.bar [for=show-error],#show-warning:focus-visible~.bar [for=show-warning],
#show-note:focus-visible~.bar [for=show-note],#show-clean:focus-visible~.bar [for=show-clean]{outline:2px solid var(--focus);outline-offset:2px}
#show-clean:not(:checked)~.reports .overview .clean,#show-error:not(:checked)~.reports .finding.error,#show-warning:not(:checked)~.reports .finding.warning,
#show-note:not(:checked)~.reports .finding.note,#show-error:not(:checked)~.reports .rule.only-error,
#show-warning:not(:checked)~.reports .rule.only-warning,#show-note:not(:checked)~.reports .rule.only-note{display:none}
.scroll{overflow-x:auto}
.scroll:focus-visible,a:focus-visible,summary:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
table{border-collapse:collapse}
.overview{width:100%;margin-top:1.25rem;font-size:.93rem}
.overview th,.overview td{padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:baseline;text-align:left;font-weight:400}
.overview thead th{padding:.4rem .75rem .4rem 0;border-bottom-color:var(--ink);color:var(--soft);font-size:.82rem}
.overview .count{min-width:5rem;text-align:right;padding-right:0;white-space:nowrap}.overview .zero{color:var(--soft)}
.overview .path{display:block;color:var(--soft);font-size:.82rem}
.overview b.error{color:var(--error)}.overview b.warning{color:var(--warning)}.overview b.note{color:var(--note)}
.ok{color:var(--ok)}
.up{float:right;color:var(--soft);font-size:.87rem}
article{margin-top:3.5rem;padding-top:1.5rem;border-top:2px solid var(--ink)}
article h2{font-size:1.45rem}
article h2+.about{font-size:.87rem}
.about span+span::before{content:"　·　";color:var(--soft)}
.state{margin-top:1rem}
.rule{margin-top:2rem}
.rule>h3{display:flex;flex-wrap:wrap;gap:.15rem .6rem;align-items:baseline;font-size:1.12rem}
.rule>h3 code{font-weight:400;color:var(--soft)}
.word{font:500 .8rem/1.5 var(--sans);padding:.05rem .5rem;border-radius:.2rem}
.word.error{color:var(--error);background:var(--error-fill)}
.word.warning{color:var(--warning);background:var(--warning-fill)}
.word.note{color:var(--note);background:var(--note-fill)}
.why{margin-top:.35rem;max-width:46rem;color:var(--soft);font-size:.9rem}
.why p{display:inline}.why p+p::before{content:" "}
.why b{font-weight:500;color:var(--ink)}
details{font-size:.87rem;color:var(--soft)}
details summary{cursor:pointer}
.finding{position:relative;margin-top:.9rem;padding:.85rem 1.1rem .95rem 3rem;background:var(--card);border:1px solid var(--line);
border-left:3px solid var(--error);border-radius:.2rem}
.finding.warning{border-left-color:var(--warning)}.finding.note{border-left-color:var(--note)}
.finding:target{box-shadow:0 0 0 2px var(--focus)}
.number{position:absolute;left:.9rem;top:.95rem;min-width:1.4rem;text-align:center;font:600 .87rem/1.4rem var(--serif);color:var(--soft);
border-radius:.8rem}
a.number{color:var(--ink);background:var(--fill);text-decoration:none}a.number:hover{background:var(--operand)}
.says{font-weight:500}
.place{color:var(--soft);font-size:.85rem}
pre.line{margin:.55rem 0 0;padding:.45rem .7rem;background:var(--fill);border-radius:.2rem;white-space:pre-wrap;tab-size:4}
pre.line .at{color:var(--soft);user-select:none;margin-right:.9em}
mark{padding:0 .08em;border-bottom:2px solid var(--error);background:var(--error-fill);color:inherit}
.warning mark{border-color:var(--warning);background:var(--warning-fill)}
.note mark{border-color:var(--note);background:var(--note-fill)}
.sides{display:flex;flex-wrap:wrap;gap:.75rem 3rem;margin-top:.7rem;font-size:.9rem}
.sides table{min-width:15rem}
.sides caption{padding-bottom:.15rem;color:var(--soft);font-size:.82rem;text-align:left}
.sides td{padding:.08rem 0;vertical-align:baseline}
.sides td:nth-child(2){padding-left:1.5rem;text-align:right;white-space:nowrap}
.sides td:nth-child(3){padding-left:1rem;color:var(--soft);font-size:.85em;white-space:nowrap}
.sides .sum td{border-top:1px solid var(--ink);font-weight:600}
.difference{margin-top:.35rem;font-size:.9rem}
.difference b{color:var(--error);font:600 1.1em var(--serif)}
.warning .difference b{color:var(--warning)}
.hint{margin-top:.55rem;font-size:.9rem}
.hint::before{content:"→";margin-right:.5em;color:var(--soft)}
.clue{padding:.4rem .7rem;background:var(--operand);border-left:3px solid var(--operand-line)}
del{color:var(--error);text-decoration-thickness:1px}ins{color:var(--ok);text-decoration:none;border-bottom:1px solid}
.drawn{margin-top:2.25rem}
.drawn h4{margin-bottom:.5rem;font:600 1rem var(--serif)}
.drawn table{width:100%;min-width:42rem;border-top:2px solid var(--ink);border-bottom:2px solid var(--ink);font-size:.84rem;line-height:1.45}
.drawn td,.drawn th{padding:.28rem .45rem;border:1px solid var(--line);vertical-align:middle;min-width:3.4rem;overflow-wrap:normal;
word-break:normal}
.drawn th{color:var(--soft);font-weight:400;text-align:left}.drawn th[scope^=col]{text-align:center}
.drawn tr>:first-child{border-left:0}.drawn tr>:last-child{border-right:0}
.drawn .value{text-align:right;white-space:nowrap}
.drawn .gap{background:repeating-linear-gradient(-45deg,transparent 0 4px,var(--line) 4px 5px)}
.drawn .operand{background:var(--operand);color:var(--ink)}
.drawn .bad{background:var(--error-fill);color:var(--error);font-weight:600;box-shadow:inset 0 0 0 1.5px var(--error)}
.drawn .bad.warning{background:var(--warning-fill);color:var(--warning);box-shadow:inset 0 0 0 1.5px var(--warning)}
.drawn .bad.note{background:var(--note-fill);color:var(--note);box-shadow:inset 0 0 0 1.5px var(--note)}
.drawn .culprit{outline:2px dashed var(--error);outline-offset:-4px}
.drawn :target{box-shadow:inset 0 0 0 3px var(--focus)}.drawn a:target{box-shadow:none}
.refs{margin-left:.3em;font-size:.78em;font-weight:400;vertical-align:super;line-height:1}
.refs a{display:inline-block;min-width:1.1em;text-align:center;text-decoration:none;border-radius:.2em}.refs a:hover,.refs a:target{background:var(--focus);color:var(--paper)}
.sums-differ{display:block;font-size:.82em;font-weight:400}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;margin-top:.5rem;color:var(--soft);font-size:.8rem}
.key span::before{content:"";display:inline-block;width:.9em;height:.9em;margin-right:.4em;vertical-align:-.08em;background:var(--operand);
border:1px solid var(--operand-line)}
.key .is-bad::before{background:var(--error-fill);border-color:var(--error)}
.key .is-culprit::before{background:none;border:1.5px dashed var(--error)}
.unchecked{margin-top:2rem;padding:.85rem 1.1rem;background:var(--fill);border-radius:.2rem;font-size:.9rem}
.unchecked h3{font:600 .95rem var(--serif)}
.unchecked ul{padding-left:1.2rem}
footer{margin-top:4rem;padding-top:.8rem;border-top:1px solid var(--line);color:var(--soft);font-size:.8rem}
@media (max-width:40rem){html{scroll-padding-top:6rem}body{padding:1.25rem 1rem 3rem}h1{font-size:1.55rem}
.sums{display:grid;grid-template-columns:repeat(3,1fr);padding-bottom:.3rem}.sums div{padding:.6rem 0 .3rem}.sums dd{font-size:1.5rem}
.finding{padding:.7rem .8rem .8rem 2.3rem}.number{left:.45rem;top:.75rem}.sides table{width:100%;min-width:0}.sides{gap:.75rem}
.overview,.overview tbody,.overview tr,.overview th{display:block}.overview thead{display:none}
.overview tr{padding:.55rem 0;border-bottom:1px solid var(--line)}.overview tbody th,.overview td{padding:0;border:0}
.overview td{display:inline-block}.overview .count{min-width:0;margin-right:1rem;font-size:.87rem}.overview .zero{display:none}
.overview td[data-of]::before{content:attr(data-of) " ";color:var(--soft)}
.up{float:none;display:block}article{margin-top:2.5rem}.rule>h3{font-size:1.05rem}
.drawn table{min-width:40rem}.refs a{min-width:1.6em;padding:.2em 0}}
@media print{@page{size:A4;margin:15mm 13mm}body{max-width:none;padding:0;background:#fff;font-size:9.5pt}
.bar,.up,details{display:none}.sums,.unchecked,.finding:not(.long),.drawn tr,.sides tr{break-inside:avoid}
h2,h3,h4,.why,.says,.place,.sides caption{break-after:avoid}.sum,.difference,.clue{break-before:avoid}
h1{font-size:20pt}.sums{margin-top:10pt}.sums dd{font-size:15pt}article{margin-top:22pt;padding-top:10pt}article h2{font-size:14pt}
.rule,.drawn{margin-top:14pt}.finding{margin-top:6pt;padding:6pt 8pt 6pt 30pt;background:#fff}.sides{display:block;font-size:8.5pt}
.sides table+table{margin-top:4pt}.sides td{line-height:1.35}.scroll{overflow:visible}
.drawn table{min-width:0;font-size:7.5pt}.drawn td,.drawn th{padding:1.5pt 2pt;min-width:0}a{text-decoration:none}
.drawn td,.drawn th,mark,.word,.key span::before,.clue,pre.line{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";

}  // namespace gouji
