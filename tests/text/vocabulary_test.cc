#include "text/vocabulary.h"

#include <doctest/doctest.h>

#include <forward_list>
#include <string>

namespace gouji {
namespace {

TEST_CASE("vocabulary: one engine for an expression, and sets of words") {
  Vocabulary vocabulary;
  const Pattern received = vocabulary.Add("收到(?P<n>\\d+)(?:件|份)");
  const Pattern again = vocabulary.Add("收到(?P<n>\\d+)(?:件|份)");
  CHECK(received.expression().data() == again.expression().data());
  const Pattern words = vocabulary.Add("申请|受理");
  const std::string text = "收到申请12件";
  const WordSet set = vocabulary.WordsIn(text);
  CHECK(set.size() == vocabulary.set_size());
  Pattern::Match match;
  CHECK_FALSE(received.Find(Passage{text, set.data()}, 0, match));
  CHECK(words.Finds(Passage{text, set.data()}));
  CHECK_FALSE(words.Finds(Passage{"收到12件", set.data()}));
  CHECK(words.Finds("共受理"));
}

TEST_CASE("vocabulary: a first look tells of many patterns that none is found") {
  Vocabulary vocabulary;
  FirstLook look;
  look.Add(vocabulary.Add("收到\\d+(?:件|份)"));
  look.Add(vocabulary.Add("申请.*予以公开"));
  const auto may_find = [&](std::string_view text) {
    return look.MayFind(Passage{text, vocabulary.WordsIn(text).data()});
  };
  CHECK(may_find("收到12件"));
  CHECK(may_find("申请已予以公开"));
  CHECK_FALSE(may_find("共12次"));
  CHECK(look.MayFind(Passage{"共12次", nullptr}));
  look.Add(vocabulary.Add("\\d+"));  // needs no word
  CHECK(may_find("共12次"));
}

TEST_CASE("vocabulary: what is known of a text is kept while there is room, and so are answers") {
  Vocabulary vocabulary;
  const Pattern received = vocabulary.Add("收到\\d+件");
  const Pattern across = vocabulary.Add("完毕。其中|其中");
  const Pattern words = vocabulary.Add("申请|受理");
  std::forward_list<Known> own;
  const std::string text = "收到申请12件";
  CHECK(vocabulary.KnownOf(text, own).words == vocabulary.WordsIn(text));
  CHECK_FALSE(own.empty());
  // A text that comes again may come more often.
  own.clear();
  const Known& known = vocabulary.KnownOf(text, own);
  CHECK(own.empty());
  CHECK(&vocabulary.KnownOf(std::string(text), own) == &known);
  CHECK_FALSE(received.Finds(known.passage(text)));
  CHECK(words.Finds(known.passage(text)));
  Pattern::Match match;
  CHECK(received.Find(vocabulary.KnownOf("共收到12件", own).passage("共收到12件"), 0, match));
  CHECK(match[0].text == "收到12件");
  // A match may begin behind the place that is looked from, though none does behind the next.
  const std::string twice = "收到1件,收到2件";
  const Known& of_twice = vocabulary.KnownOf(twice, own);
  CHECK(received.Find(of_twice.passage(twice), 10, match));
  CHECK(match[0].text == "收到2件");
  CHECK_FALSE(received.Find(of_twice.passage(twice), twice.size() - 3, match));
  CHECK(received.Find(of_twice.passage(twice), 0, match));

  // A paragraph has the words of its sentences, and those that reach over their ends.
  const std::string paragraph = "受理完毕。其中12件";
  const Known& first = vocabulary.KnownOf("受理完毕", own);
  const Known& second = vocabulary.KnownOf("其中12件", own);
  CHECK(vocabulary.KnownOf(paragraph, {&first, &second}, own).words == vocabulary.WordsIn(paragraph));
  CHECK(across.Finds(vocabulary.KnownOf(paragraph, {&first, &second}, own).passage(paragraph)));

  // A long text is the asker's own to keep.
  const std::string longer(1000, 'x');
  const Known& of_longer = vocabulary.KnownOf(longer, own);
  CHECK(&own.front() == &of_longer);
  CHECK_FALSE(words.Finds(of_longer.passage(longer)));
}

}  // namespace
}  // namespace gouji
