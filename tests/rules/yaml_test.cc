#include "rules/yaml.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace gouji {
namespace {

std::string Visible(std::string_view text) {
  std::string visible;
  for (const char c : text) {
    if (c == '\n') {
      visible += "\\n";
    } else {
      visible += c;
    }
  }
  return visible;
}

/// One line a node: what it is, what it says, and the source's own bytes at its span.
void DumpNode(const Source& source, const Node& node, int depth, std::string& out) {
  out += std::string(static_cast<std::size_t>(depth) * 2, ' ');
  const char* names[] = {"null", "scalar", "list", "map"};
  out += names[static_cast<int>(node.kind)];
  if (node.is_scalar()) {
    out += node.quoted ? " quoted <" : " <";
    out += Visible(node.scalar()) + ">";
  }
  out += " at <" + Visible(source.Slice(node.where)) + ">\n";
  for (const Node& item : node.items()) DumpNode(source, item, depth + 1, out);
}

std::string Dump(std::string text) {
  const Source source("pack.yaml", std::move(text));
  Diagnostics diagnostics;
  const auto tree = ParseYaml(source, Lang::kEn, {}, diagnostics);
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.all()) out += "! " + diagnostic.message + "\n";
  if (tree != nullptr) DumpNode(source, tree->root(), 0, out);
  return out;
}

/// "line:column <marked> message" of every mistake, in order of place.
std::vector<std::string> Mistakes(std::string text, Lang lang = Lang::kEn, YamlLimits limits = {}) {
  const Source source("pack.yaml", std::move(text));
  Diagnostics diagnostics;
  ParseYaml(source, lang, limits, diagnostics);
  std::vector<Diagnostic> all = diagnostics.Take();
  std::ranges::stable_sort(all, {}, &Diagnostic::where);
  std::vector<std::string> mistakes;
  for (const Diagnostic& diagnostic : all) {
    const Place place = source.PlaceOf(diagnostic.where.begin);
    mistakes.push_back(std::to_string(place.line) + ":" + std::to_string(place.column) + " <" +
                       Visible(source.Slice(diagnostic.where)) + "> " + diagnostic.message);
  }
  return mistakes;
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string joined;
  for (const std::string& line : lines) joined += line + "\n";
  return joined;
}

}  // namespace

TEST_CASE("yaml: nodes say what they say and stand where they stand") {
  struct Row {
    std::string name;
    std::string text;
    std::string expected;
  };
  const Row rows[] = {
      {"an empty file", "", "null at <>\n"},
      {"only a comment", "# 说明\n", "null at <>\n"},
      {"a plain scalar without its trailing blanks", "a: 总计  # 说明\n",
       "map at <a: 总计>\n  scalar <a> at <a>\n  scalar <总计> at <总计>\n"},
      {"a plain scalar over three lines", "a: one\n   two  \n\n   three\nb: 1\n",
       "map at <a: one\\n   two  \\n\\n   three\\nb: 1>\n  scalar <a> at <a>\n"
       "  scalar <one two\\nthree> at <one\\n   two  \\n\\n   three>\n  scalar <b> at <b>\n  scalar <1> at <1>\n"},
      {"text that other readers take for something else", "[on, off, yes, 2021, 0123, 1e3, 2021-03-01]",
       "list at <[on, off, yes, 2021, 0123, 1e3, 2021-03-01]>\n  scalar <on> at <on>\n  scalar <off> at <off>\n"
       "  scalar <yes> at <yes>\n  scalar <2021> at <2021>\n  scalar <0123> at <0123>\n  scalar <1e3> at <1e3>\n"
       "  scalar <2021-03-01> at <2021-03-01>\n"},
      {"quotes", "['it''s', \"tab\\t\\u603b\", '']",
       "list at <['it''s', \"tab\\t\\u603b\", '']>\n  scalar quoted <it's> at <'it''s'>\n"
       "  scalar quoted <tab\t总> at <\"tab\\t\\u603b\">\n  scalar quoted <> at <''>\n"},
      {"a literal block: its lines, not its header", "t: |  # 表\n  | a |\n\n    b\n\nx: 1\n",
       "map at <t: |  # 表\\n  | a |\\n\\n    b\\n\\nx: 1>\n  scalar <t> at <t>\n"
       "  scalar quoted <| a |\\n\\n  b\\n> at <| a |\\n\\n    b>\n  scalar <x> at <x>\n  scalar <1> at <1>\n"},
      {"a literal block with explicit indentation", "t: |2-\n    a\n  b\n",
       "map at <t: |2-\\n    a\\n  b>\n  scalar <t> at <t>\n  scalar quoted <  a\\nb> at <  a\\n  b>\n"},
      {"a folded block", "t: >-\n  a\n  b\nx: 1",
       "map at <t: >-\\n  a\\n  b\\nx: 1>\n  scalar <t> at <t>\n  scalar quoted <a b> at <a\\n  b>\n"
       "  scalar <x> at <x>\n  scalar <1> at <1>\n"},
      {"an empty block", "t: |\nx: 1",
       "map at <t: |\\nx: 1>\n  scalar <t> at <t>\n  scalar quoted <> at <|>\n"
       "  scalar <x> at <x>\n  scalar <1> at <1>\n"},
      {"nothing stands just after the colon", "a:\nb: ~\nc: null\nd:   # 无\n",
       "map at <a:\\nb: ~\\nc: null\\nd:>\n  scalar <a> at <a>\n  null at <>\n  scalar <b> at <b>\n  null at <~>\n"
       "  scalar <c> at <c>\n  null at <null>\n  scalar <d> at <d>\n  null at <>\n"},
      {"nothing in a list", "- \n- a\n-\n",
       "list at <- \\n- a\\n->\n  null at <>\n  scalar <a> at <a>\n  null at <>\n"},
      {"a list not indented under its key", "a:\n- 1\n- b: 2\n  c: 3\nd: 4\n",
       "map at <a:\\n- 1\\n- b: 2\\n  c: 3\\nd: 4>\n  scalar <a> at <a>\n  list at <- 1\\n- b: 2\\n  c: 3>\n"
       "    scalar <1> at <1>\n    map at <b: 2\\n  c: 3>\n      scalar <b> at <b>\n      scalar <2> at <2>\n"
       "      scalar <c> at <c>\n      scalar <3> at <3>\n  scalar <d> at <d>\n  scalar <4> at <4>\n"},
      {"brackets over lines, with comments", "a: {x: [1, 2 ], # ] }\n  y: }  # z\nb: [ ]\n",
       "map at <a: {x: [1, 2 ], # ] }\\n  y: }  # z\\nb: [ ]>\n  scalar <a> at <a>\n"
       "  map at <{x: [1, 2 ], # ] }\\n  y: }>\n    scalar <x> at <x>\n    list at <[1, 2 ]>\n      scalar <1> at <1>\n"
       "      scalar <2> at <2>\n    scalar <y> at <y>\n    null at <>\n  scalar <b> at <b>\n  list at <[ ]>\n"},
      {"a pair inside a list", "[a: 1, b]",
       "list at <[a: 1, b]>\n  map at <a: 1>\n    scalar <a> at <a>\n    scalar <1> at <1>\n  scalar <b> at <b>\n"},
      {"an alias stands where it stands, what is in it where that stands", "a: &t [x]\nb: *t\n",
       "map at <a: &t [x]\\nb: *t>\n  scalar <a> at <a>\n  list at <[x]>\n    scalar <x> at <x>\n  scalar <b> at <b>\n"
       "  list at <*t>\n    scalar <x> at <x>\n"},
      {"anchors before blocks", "a: &t\n  x: 1\nb: &s |\n  z\nc: *s\n",
       "map at <a: &t\\n  x: 1\\nb: &s |\\n  z\\nc: *s>\n  scalar <a> at <a>\n  map at <x: 1>\n    scalar <x> at <x>\n"
       "    scalar <1> at <1>\n  scalar <b> at <b>\n  scalar quoted <z\\n> at <z>\n  scalar <c> at <c>\n"
       "  scalar quoted <z\\n> at <*s>\n"},
      {"an anchor named again", "[&a 1, &a 2, *a]",
       "list at <[&a 1, &a 2, *a]>\n  scalar <1> at <1>\n  scalar <2> at <2>\n  scalar <2> at <*a>\n"},
      {"an anchor on nothing", "a: &n\nb: *n\n",
       "map at <a: &n\\nb: *n>\n  scalar <a> at <a>\n  null at <>\n  scalar <b> at <b>\n  null at <*n>\n"},
      {"a byte order mark and CRLF",
       "\xEF\xBB\xBF"
       "a: 1\r\nt: |\r\n  x\r\n  y\r\n",
       "map at <a: 1\r\\nt: |\r\\n  x\r\\n  y>\n  scalar <a> at <a>\n  scalar <1> at <1>\n  scalar <t> at <t>\n"
       "  scalar quoted <x\\ny\\n> at <x\r\\n  y>\n"},
      {"document marks around one document", "%YAML 1.2\n---\na: 1\n...\n",
       "map at <a: 1>\n  scalar <a> at <a>\n  scalar <1> at <1>\n"},
      {"a literal block that begins with a quote", "t: |-\n  \"a\" b\n",
       "map at <t: |-\\n  \"a\" b>\n  scalar <t> at <t>\n  scalar quoted <\"a\" b> at <\"a\" b>\n"},
      {"a quoted merge key is text", "'<<': 1",
       "map at <'<<': 1>\n  scalar quoted <<<> at <'<<'>\n  scalar <1> at <1>\n"},
      {"expressions need no quotes", "assert: a[new, c] + b[*, c] = 'x'\n",
       "map at <assert: a[new, c] + b[*, c] = 'x'>\n  scalar <assert> at <assert>\n"
       "  scalar <a[new, c] + b[*, c] = 'x'> at <a[new, c] + b[*, c] = 'x'>\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(Dump(row.text) == row.expected);
  }
}

TEST_CASE("yaml: mistakes are shown at their place") {
  struct Row {
    std::string name;
    std::string text;
    std::string expected;
  };
  const Row rows[] = {
      {"every independent mistake of a file", "a: 1\nb: !x 2\na: 3\n<<: {c: 1}\nd: {e: 1, e: 2}\n[f]: 1\n~: 2\n",
       "2:4 <!x> tags are not supported, found '!x'\n3:1 <a> duplicate key 'a', first at line 1\n"
       "4:1 <<<> merge keys '<<' are not supported; write out what is to be merged\n"
       "5:11 <e> duplicate key 'e', first at line 5\n6:1 <[f]> a key must be text, in quotes if need be\n"
       "7:1 <~> a key must be text, in quotes if need be\n"},
      {"tags of every sort", "- !!str 1\n- !<tag:x,2020:y> 2\n- ! 3\n- !t\n- &a !t {}\n",
       "1:3 <!!str> tags are not supported, found '!!str'\n2:3 <!<tag:x,2020:y>> tags are not supported, found "
       "'!<tag:x,2020:y>'\n3:3 <!> tags are not supported, found '!'\n4:3 <!t> tags are not supported, found '!t'\n"
       "5:6 <!t> tags are not supported, found '!t'\n"},
      {"two documents", "a: 1\n---\nb: 2\n", "2:1 <---> a second document begins; only one may stand in a file\n"},
      {"indented unlike the rest", "  a: 1\nb: 2\n",
       "2:1 <b: 2> this does not belong to anything above: it is indented unlike the keys or items before it, or is "
       "left "
       "over\n"},
      {"indented too little", "a:\n    b: 1\n  c: 2\n",
       "3:3 <c> expected the next key, indented like the one before it, or the end of the map\n"},
      {"a tab", "a:\n\tb: 1\n", "2:1 <\t> indentation must be blanks, found a tab\n"},
      {"a full-width colon", "a: 1\nlabel：总计\nc: 2\n",
       "2:6 <：> the colon after 'label' is the full-width '：', expected ': '\n"},
      {"a full-width colon on the last line", "a: 1\nlabel：总计\n",
       "2:6 <：> the colon after 'label' is the full-width '：', expected ': '\n"},
      {"a key alone", "a: 1\nb:\n  c\n  d: 1\n",
       "4:4 <:> a ': ' cannot stand here; text that holds ': ' must be in quotes\n"},
      {"a key alone on the last line", "a: 1\nlabel\n", "2:1 <label> expected ': ' after 'label'\n"},
      {"no blank after the colon, in brackets", "{label:总计, id: x}\n", "1:7 <:> a blank is missing after 'label:'\n"},
      {"a directive", "%YAML 3.0\n---\na: 1\n", "1:1 <%> wrong '%' directive; none is needed\n"},
      {"no blank after the colon", "a: 1\nlabel:总计\nc: 2\n", "2:6 <:> a blank is missing after 'label:'\n"},
      {"two colons", "zh: 应为: 15\n", "1:7 <:> a ': ' cannot stand here; text that holds ': ' must be in quotes\n"},
      {"text after a bracket", "zh: {in} 与 {out}\nb: 1\n",
       "1:10 <与 {out}> nothing may follow '}'; text that begins with a bracket or a quote must be in quotes as a "
       "whole\n"},
      {"a selector inside brackets", "- {at: requests[total, c]}\n",
       "1:16 <[> expected ',' or '}' here; inside brackets, text with any of , [ ] { } must be in quotes\n"},
      {"an open bracket", "a: [1, 2\n", "1:4 <[> '[' is never closed\n"},
      {"an open bracket and more keys", "a: {x: 1\nb: 2\nc: 3\n",
       "2:2 <:> expected ',' or '}' here; the '{' of line 1 is still open\n"},
      {"an open quote", "a: 'x'\nb: \"never # closed\nc: 1\n", "2:4 <\"> the quote is never closed\n"},
      {"an open quote at the end of the file", "a: 'x", "1:4 <'> the quote is never closed\n"},
      {"an open quote that another one closes", "a: \"x\nb: \"y\"\n",
       "1:4 <\"> the quote is still open on line 2, which is not indented\n"},
      {"a bracket too many", "a: 1]\nb: ]\n", "2:4 <]> ']' closes nothing\n"},
      {"an unknown alias", "a: *nope\n",
       "1:4 <*nope> alias '*nope' has no '&nope' before it; text that begins with '*' must be in quotes\n"},
      {"an alias inside itself", "a: &a [1, *a]\n", "1:11 <*a> '*a' is inside what it stands for\n"},
      {"a bad escape", "re: \"\\d+\"\n",
       "1:8 <+> unknown escape '\\d' in double quotes; write '\\\\' for a backslash, or use single quotes\n"},
      {"text that begins with a reserved character", "a: @x\n",
       "1:4 <@> text cannot begin with '@' unless in quotes\n"},
      {"a missing item", "a: [1, , 2]\n", "1:8 <,> an item is missing between the commas\n"},
      {"control characters", "a: \x01\nb: \x7F\n",
       "1:4 <\x01> control character U+0001 is not allowed\n2:4 <\x7F> control character U+007F is not allowed\n"},
      {"what the parser takes for the end", "a: 1\n\x04\nb: [", "2:1 <\x04> control character U+0004 is not allowed\n"},
      {"not UTF-8", "a: \xCF\xEE\n", "1:4 <\xCF> the file is not UTF-8 text\n"},
      {"a surrogate in UTF-8", "a: \xED\xA0\x80\n", "1:4 <\xED> the file is not UTF-8 text\n"},
      {"a lone carriage return", "a: 1\rb: 2\n", "1:5 <\r> control character U+000D is not allowed\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(Joined(Mistakes(row.text)) == row.expected);
  }
}

TEST_CASE("yaml: mistakes are told in Chinese") {
  CHECK(Joined(Mistakes("a: 1\na: 2\n", Lang::kZh)) == "2:1 <a> 键“a”重复，第 1 行已有\n");
  CHECK(Joined(Mistakes("a: 1\nlabel：总计\n", Lang::kZh)) ==
        "2:6 <：> “label”后面是全角冒号“：”，应为半角冒号加空格“: ”\n");
}

TEST_CASE("yaml: a duplicate key leaves the first value, and the rest of the file is read") {
  const Source source("pack.yaml", "a: 1\na: 2\nb: 3\n");
  Diagnostics diagnostics;
  const auto tree = ParseYaml(source, Lang::kEn, {}, diagnostics);
  REQUIRE(tree != nullptr);
  CHECK(diagnostics.all().size() == 1);
  REQUIRE(tree->root().Find("a") != nullptr);
  CHECK(tree->root().Find("a")->scalar() == "1");
  REQUIRE(tree->root().Find("b") != nullptr);
  CHECK(tree->root().Find("c") == nullptr);
}

TEST_CASE("yaml: the trouble is the caller's") {
  const Source source(".gouji.yaml", "a: 1\na: 2\n");
  Diagnostics diagnostics;
  ParseYaml(source, Lang::kEn, {}, diagnostics, Trouble::kConfig);
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].rule == &InfoOf(Trouble::kConfig));
}

TEST_CASE("yaml: hostile files are refused quickly") {
  using std::chrono::steady_clock;
  const auto begin = steady_clock::now();

  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) bomb += (j > 0 ? ", *a" : "*a") + std::to_string(i - 1);
    bomb += "]\n";
  }
  CHECK(Joined(Mistakes(bomb)).find("more than 200000 nodes after aliases are expanded") != std::string::npos);

  CHECK(Joined(Mistakes(std::string(1000, '['))).find("nested deeper than 64 levels") != std::string::npos);
  CHECK(Joined(Mistakes(std::string(300'000, '['))).find("nested deeper than 64 levels") != std::string::npos);
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK(Joined(Mistakes(deep)) == "64:64 <a> nested deeper than 64 levels\n");
  // Each alias doubles the depth of what it stands for.
  std::string stacked =
      "a: &a [[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]\nb: &b [[[[[[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]]]]]\n";
  CHECK(Joined(Mistakes(stacked)).empty());
  stacked += "c: [[[[[[[[[[[[[[[[[[[[[[[[[*b]]]]]]]]]]]]]]]]]]]]]]]]]\n";
  CHECK(Joined(Mistakes(stacked)) == "3:29 <*> nested deeper than 64 levels\n");

  CHECK(Joined(Mistakes("a: 1234567890\n", Lang::kEn, {.bytes = 10})) ==
        "1:1 <> the file has 14 bytes, more than 10\n");
  std::string many = "[";
  for (int i = 0; i < 100; ++i) many += "x,";
  CHECK(Joined(Mistakes(many + "x]", Lang::kEn, {.nodes = 100})).find("more than 100 nodes") != std::string::npos);

  CHECK(steady_clock::now() - begin < std::chrono::seconds(10));
}

TEST_CASE("yaml: a mistake inside a scalar is shown at its own bytes") {
  struct Row {
    std::string name;
    std::string text;    ///< a map with the key 'k'
    std::string part;    ///< of what its value says
    std::string stands;  ///< in the source
    unsigned line, column;
  };
  const Row rows[] = {
      {"plain", "k: a + 乙丙 + c\n", "丙", "丙", 1, 9},
      {"plain over lines", "k: a +\n   b +\n\n   c\n", "b +\nc", "b +\\n\\n   c", 2, 4},
      {"single quotes", "k: 'a ''b'' cd'\n", "cd", "cd", 1, 13},
      {"single quotes, the quote itself", "k: 'a ''b'' cd'\n", "'b", "''b", 1, 7},
      {"double quotes with escapes", "k: \"\\u603b\\t计\\\\ cd\"\n", "cd", "cd", 1, 17},
      {"double quotes, the escape", "k: \"\\u603b\\t计\"\n", "总", "\\u603b", 1, 5},
      {"double quotes over lines", "k: \"a\n  b \\\n  cd\"\n", "cd", "cd", 3, 3},
      {"literal", "k: |\n  | a | b |\n\n    | c | dd |\n", "dd", "dd", 4, 11},
      {"literal with CRLF", "k: |\r\n  a\r\n  bb\r\n", "bb", "bb", 3, 3},
      {"literal after an empty line", "k: |\n\n  a\n  bb\n", "bb", "bb", 4, 3},
      {"literal with its own indentation", "k: |2\n    a\n   bb\n", " bb", " bb", 3, 3},
      {"literal that begins with a quote", "k: |\n  \"a\" bb\n", "bb", "bb", 2, 7},
      {"the line end of a literal", "k: |\n  a\n  b\n", "a\nb", "a\\n  b", 2, 3},
      {"folded of one line", "k: >\n  a bb\n", "bb", "bb", 2, 5},
      {"folded of more", "k: >\n  a\n  bb\n", "bb", "bb", 3, 3},
      {"folded, behind a blank line", "k: >\n  a\n\n  bb cc\n   d\n  e\n", "e", "e", 6, 3},
      {"an alias: the whole of it", "x: &t a bb\nk: *t\n", "bb", "*t", 2, 4},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Source source("pack.yaml", row.text);
    Diagnostics diagnostics;
    const auto tree = ParseYaml(source, Lang::kEn, {}, diagnostics);
    REQUIRE(tree != nullptr);
    const Node* node = tree->root().Find("k");
    REQUIRE(node != nullptr);
    const std::size_t begin = node->scalar().find(row.part);
    REQUIRE(begin != std::string_view::npos);
    const Span span = node->SpanInScalar(source, begin, begin + row.part.size());
    CHECK(Visible(source.Slice(span)) == row.stands);
    CHECK(source.PlaceOf(span.begin).line == row.line);
    CHECK(source.PlaceOf(span.begin).column == row.column);
  }
}

TEST_CASE("yaml: the end of a scalar is a place too") {
  const Source source("pack.yaml", "k: 'a +'\n");
  Diagnostics diagnostics;
  const auto tree = ParseYaml(source, Lang::kEn, {}, diagnostics);
  REQUIRE(tree != nullptr);
  const Node* node = tree->root().Find("k");
  CHECK(node->SpanInScalar(source, 3, 3) == Span{7, 7});
  CHECK(node->SpanInScalar(source, 99, 99) == Span{7, 7});
  CHECK(node->SpanInScalar(source, 0, 1) == Span{4, 5});
}

}  // namespace gouji
