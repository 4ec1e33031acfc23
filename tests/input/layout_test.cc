#include "input/layout.h"

#include <doctest/doctest.h>

#include "blocks_as_text.h"
#include "files.h"
#include "input/reader.h"
#include "tree.h"

namespace gouji {
namespace {

std::string Fixture(std::string_view name) {
  return ReadFile((std::string(kRoot) + "/fixtures/reports/").append(name));
}

const Sample kTabbed[] = {
    {"空行分行，行尾之后是正文", "二、情况\n\t甲项\n\n\t规章\n\t0\n\t1\n\n\n\n三、情况\n",
     "二、情况\n"
     "[sequence]\n|甲项|\n|规章|0|1|\n"
     "三、情况\n"},
    {"一个单元格占几行，字间不加空白",
     "\t三\n、\n办理\n结果\n\t（一）予以公开\n\t\n\t0\n\n\t\n\t（二）部分公开\n\t\n\t1\n",
     "[sequence]\n|三、办理结果|（一）予以公开|_|0|\n|_|（二）部分公开|_|1|\n"},
    {"单元格两端的空白不算", "\t \u3000规章 \n\t1  \n\n\t乙\n\t\u00a0\n", "[sequence]\n|规章|1|\n|乙|_|\n"},
    {"表后没有空行的标题不并入末格", "\t甲\n\t0\n\n\t乙\n\t0\n三、收到和处理情况\n正文。\n",
     "[sequence]\n|甲|0|\n|乙|0|\n三、收到和处理情况\n正文。\n"},
    {"用制表符缩进的段落不是表",
     "\t一年来，我局认真落实各项要求，做好政府信息公开工作，主动接受社会监督。\n\t二是规范依申请公开，答复及时，"
     "程序合法，全年没有行政复议和行政诉讼。\n",
     "一年来，我局认真落实各项要求，做好政府信息公开工作，主动接受社会监督。\n二是规范依申请公开，答复及时，"
     "程序合法，全年没有行政复议和行政诉讼。\n"},
    {"回车换行", "\t甲\r\n\t0\r\n\r\n\t乙\r\n\t1\r\n", "[sequence]\n|甲|0|\n|乙|1|\n"},
    {"隔得更远的是另一张表", "\t甲\n\t0\n\n\t乙\n\t1\n\n\n\n\t丙\n\t2\n",
     "[sequence]\n|甲|0|\n|乙|1|\n[sequence]\n|丙|2|\n"},
};

const Sample kTabSeparated[] = {
    {"列由制表符隔开，行末空列保留", "规章\t0\t0\t28\n行政事业性收费\t3\t-1\t\n",
     "[exact padded]\n|规章|0|0|28|\n|行政事业性收费|3|-1|_|\n"},
    {"行首的制表符是空列", "\t\t自然人\n甲\t\t1\n\t乙\t2\n", "[exact padded]\n|_|_|自然人|\n|甲|_|1|\n|_|乙|2|\n"},
    {"空行切开表", "甲\t1\t2\t3\n\n（七）总计\t5\t0\t0\n",
     "[exact padded]\n|甲|1|2|3|\n[exact padded]\n|（七）总计|5|0|0|\n"},
    {"整行空着的表", "（七）总计\t\t\t\t\n四、结转\t\t\t\t\n",
     "[exact padded]\n|（七）总计|_|_|_|_|\n|四、结转|_|_|_|_|\n"},
    {"居中的标题不是表", "\t\t\t某某县年度报告\n正文。\n", "某某县年度报告\n正文。\n"},
    {"格里的行尾也抄下来了，表不断开", "甲栏\t乙\n栏\n一、本年\n新收\t9\t2\n二、结转\t1\t0\n三、情况\n正文。\n",
     "[exact padded]\n|甲栏|乙|\n|栏|\n|一、本年|\n|新收|9|2|\n|二、结转|1|0|\n三、情况\n正文。\n"},
    {"第一格也断开", "行\n政\n复议\t诉\n讼\n1\t2\t3\n", "[exact padded]\n|行|\n|政|\n|复议|诉|\n|讼|\n|1|2|3|\n"},
    {"数字下面、没有数字的行上面，是另一张表的名目", "甲\t1\t2\n丁\t3\t4\n某条例第二十条\n项目\t数量\n乙\t3\n",
     "[exact padded]\n|甲|1|2|\n|丁|3|4|\n某条例第二十条\n[exact padded]\n|项目|数量|\n|乙|3|\n"},
    {"引号里的行尾是格里的", "\"一、本年\n新收\"\t9\t2\n\"二、\t1\t0\n",
     "[exact padded]\n|一、本年新收|9|2|\n|\"二、|1|0|\n"},
    {"补齐到表宽的段落不是表",
     "（一）公开\t\t\n本局全年认真落实各项要求，主动公开信息五十条。\t\t\n甲\t1\t2\n乙\t\t\n丙\t3\t4\n三、问题\t\t\n"
     "公开的内容还不够全面，解读的形式还比较单一。\t\t\n",
     "（一）公开\n本局全年认真落实各项要求，主动公开信息五十条。\n[exact "
     "padded]\n|甲|1|2|\n|乙|_|_|\n|丙|3|4|\n|三、问题|_|_|\n"
     "公开的内容还不够全面，解读的形式还比较单一。\n"},
    {"一行里一个制表符不是表", "附件\t1\n正文。\n", "附件\t1\n正文。\n"},
};

const Sample kPipeRows[] = {
    {"Markdown 表格", "| 规章 | 0 | 28 |\n|---|:-:|---|\n| 规范性文件 | 9 | 0 |\n",
     "[exact]\n|规章|0|28|\n|规范性文件|9|0|\n"},
    {"没有外侧竖线", "项目 | 数量\n--- | ---\n规章 | 1\n", "[exact]\n|项目|数量|\n|规章|1|\n"},
    {"没有外侧竖线，也没有分隔行", "规章 | 1 | 2\n规范性文件 | 3 | 4\n", "[exact]\n|规章|1|2|\n|规范性文件|3|4|\n"},
    {"没有外侧竖线，行首行末有空格", " |  | 自然人 | 总计\n甲 | 1项 | 2 | \n | 2项 | 3 | 4\n乙 | | | 5\n",
     "[exact padded]\n|_|_|自然人|总计|\n|甲|1项|2|_|\n|_|2项|3|4|\n|乙|_|_|5|\n"},
    {"有的行缺外侧竖线", "| 甲 | 1 | 2 |\n| 乙 | 3 | 4\n丙 | 5 | 6 |\n", "[exact]\n|甲|1|2|\n|乙|3|4|\n|丙|5|6|\n"},
    {"末尾的空格可能是补位", "| 第一项 | | |\n| 甲 | 1 | 2 |\n", "[exact padded]\n|第一项|_|_|\n|甲|1|2|\n"},
    {"补位的竖线：合并格被略去，只有次序可靠", "| 第一项 | |||\n| 甲 | 1 | 2 | 3 | \n| 乙 | 1 |||\n",
     "[sequence padded]\n|第一项|_|_|_|\n|甲|1|2|3|\n|乙|1|_|_|\n"},
    {"紧凑的表格，行首有空列就知道各列", "|甲|1|2|\n||3|4|\n|乙|||\n", "[exact padded]\n|甲|1|2|\n|_|3|4|\n|乙|_|_|\n"},
    {"格与竖线之间有空，补位与空格分得开", "| 第一项 |||\n| 甲 | 1 |  | 3 |\n| 乙 |  |||\n",
     "[sequence]\n|第一项|\n|甲|1|_|3|\n|乙|_|\n"},
    {"占位的横线不是分隔行", "| 甲 | 乙 |\n|---|---|\n| - | -- |\n", "[exact]\n|甲|乙|\n|-|--|\n"},
    {"每段一个分隔行", "| 甲 | 1 |\n|---|---|\n\n| 乙 | 2 |\n|---|---|\n", "[exact]\n|甲|1|\n[exact]\n|乙|2|\n"},
    {"转义的竖线是字", "| 甲\\|乙 | 1 |\n| 丙 | 2 |\n", "[exact]\n|甲\\|乙|1|\n|丙|2|\n"},
    {"行宽不一又没有行首空格：被合并的格略去了，只有次序可靠",
     "| 说明 | | 申请人 | |\n|---|---|---|---|\n| 自然人 | 总计 |\n| 新收 | | 1 | 2 |\n| 公开 | 3 | 4 |\n",
     "[sequence padded]\n|说明|_|申请人|_|\n|自然人|总计|\n|新收|_|1|2|\n|公开|3|4|\n"},
    {"程序给没有名目的列起的名字", "|一、新收|Col2|7|\n|---|---|---|\n|二、结转|Col2|1|\n",
     "[exact]\n|一、新收|_|7|\n|二、结转|Col2|1|\n"},
    {"导航里的竖线不是表", "首页 | 政务公开 | 年报\n\n正文。\n", "首页 | 政务公开 | 年报\n正文。\n"},
};

const Sample kPipedCells[] = {
    {"由补位推出宽度，表末补位丢失",
     "第一项 |\n|||\n内容 |\n制发 |\n废止 |\n有效 |\n规章 |\n1 |\n2 |\n|\n许可 |\n11 |\n||\n收费 |\n0 |\n三、情况\n",
     "[sequence padded]\n|第一项|\n|内容|制发|废止|有效|\n|规章|1|2|_|\n|许可|11|\n|收费|0|\n三、情况\n"},
    {"值与竖线分行，连着的竖线是空格", "甲 |\n乙 |\n||\n丙 |\n0\n|\n|\n1\n|\n",
     "[sequence padded]\n|甲|乙|\n|丙|0|_|1|\n"},
    {"两表之间的标题不是格", "甲 |\n|||\n收费 |\n0 |\n三、收到和处理政府信息公开申请情况\n乙 |\n丙 |\n||||\n丁 |\n",
     "[sequence padded]\n|甲|\n|收费|0|\n三、收到和处理政府信息公开申请情况\n[sequence padded]\n|乙|丙|\n|丁|\n"},
    {"两表相接，中间的标题没有了",
     "甲 |\n|||\n乙 |\n1 |\n2 |\n3 |\n丙 |\n4 |\n||\n丁 |\n||||||\n戊 |\n1 |\n2 |\n3 |\n4 |\n||\n己 |\n",
     "[sequence padded]\n|甲|\n|乙|1|2|3|\n|丙|4|\n|丁|\n|戊|1|2|3|4|\n|己|\n"},
    {"前一表末行的补位也没有了",
     "甲 |\n|||\n乙 |\n1 |\n2 |\n3 |\n丙 |\n|||\n丁 |\n4 |\n戊 |\n||||||\n己 |\n1 |\n2 |\n3 |\n4 |\n5 |\n|\n庚 "
     "|\n||||||\n",
     "[sequence padded]\n|甲|\n|乙|1|2|3|\n|丙|\n|丁|4|\n|戊|\n|己|1|2|3|4|5|_|\n|庚|\n"},
    {"格里换行", "甲 |\n|||\n三、本年度\n办理结果 |\n（一）\n予以公开 |\n1 |\n2 |\n",
     "[sequence padded]\n|甲|\n|三、本年度办理结果|（一）予以公开|1|2|\n"},
    {"头几行不需补位时宽度不取倍数", "甲 |\n1 |\n2 |\n乙 |\n3 |\n4 |\n丙 |\n||\n丁 |\n5 |\n6 |\n",
     "[sequence padded]\n|甲|1|2|\n|乙|3|4|\n|丙|\n|丁|5|6|\n"},
    {"一处补位数错，其余照多数", "甲 |\n|||\n乙 |\n|||\n丙 |\n1 |\n|\n丁 |\n2 |\n||\n戊 |\n3 |\n||\n",
     "[sequence padded]\n|甲|\n|乙|\n|丙|1|_|\n|丁|2|\n|戊|3|\n"},
    {"一行一行写", "第一项 |\n|||\n规章 | 0 | 0 | 0 |\n收费 | 2 |\n||\n",
     "[sequence padded]\n|第一项|\n|规章|0|0|0|\n|收费|2|\n"},
    {"一行一行写，空格留位", "规章 | 0 | | 0 |\n收费 | 2 | | |\n", "[sequence padded]\n|规章|0|_|0|\n|收费|2|_|_|\n"},
    {"每行前一条竖线，补位在末格之后",
     "| \n 第一项  | |||\n| \n 规章  | \n 0  | \n 1  | \n 2  | \n| \n 许可  | \n 3  | ||\n三、收到和处理申请情况\n| \n "
     "甲  | \n 乙  | |\n| \n 丙 | \n 1 | \n 2 | \n",
     "[sequence padded]\n|第一项|\n|规章|0|1|2|\n|许可|3|\n三、收到和处理申请情况\n[sequence "
     "padded]\n|甲|乙|_|\n|丙|1|2|\n"},
    {"每行前一条竖线", "|\n规章 |\n0 |\n1 |\n|\n规范性文件 |\n2 |\n3 |\n",
     "[sequence padded]\n|规章|0|1|\n|规范性文件|2|3|\n"},
    {"没有补位的方表", "甲 |\n乙 |\n丙 |\n规章 |\n0 |\n1 |\n收费 |\n2 |\n3 |\n",
     "[sequence padded]\n|甲|乙|丙|\n|规章|0|1|\n|收费|2|3|\n"},
    {"没有补位，行按标签与数值的节奏",
     "甲 |\n乙 |\n丙 |\n丁 |\n一、新收 |\n0 |\n1 |\n（三） |\n1.属于 |\n2 |\n3 |\n2.其他 |\n4 |\n5 |\n",
     "[sequence padded]\n|甲|乙|丙|丁|\n|一、新收|0|1|\n|（三）|1.属于|2|3|\n|2.其他|4|5|\n"},
    {"一行写完，全空的行", "规章 |  |  |||\n许可 |  ||||\n收费 |  |  |  ||\n",
     "[sequence padded]\n|规章|_|_|\n|许可|_|\n|收费|_|_|_|\n"},
    {"没有补位，字在值的中间",
     "一、新收 |\n0 |\n1 |\n0 |\n1.属于 |\n2 |\n若干 |\n0 |\n2.其他 |\n4 |\n5 |\n0 |\n3.又 |\n6 |\n7 |\n8 |\n",
     "[sequence padded]\n|一、新收|0|1|0|\n|1.属于|2|若干|0|\n|2.其他|4|5|0|\n|3.又|6|7|8|\n"},
    {"竖线在下一行，空格是空行", "规章\n|\n1\n|\n\n|\n0\n|\n收费\n|\n\n|\n\n|\n2\n|\n",
     "[sequence padded]\n|规章|1|_|0|\n|收费|_|_|2|\n"},
    {"没有补位，行末的字是值",
     "一、新收 |\n0 |\n1 |\n（三） |\n1.属于 |\n2 |\n若干 |\n2.其他 |\n4 |\n5 |\n3.又 |\n6 |\n7 |\n",
     "[sequence padded]\n|一、新收|0|1|\n|（三）|1.属于|2|若干|\n|2.其他|4|5|\n|3.又|6|7|\n"},
    {"每行之间空一行", "甲 |\n\n|||\n\n乙 |\n\n1 |\n\n2 |\n\n3 |\n\n正文在此，到此为止。\n",
     "[sequence padded]\n|甲|\n|乙|1|2|3|\n正文在此，到此为止。\n"},
    {"数字序号的标题结束表；表里从 1 数起的不是",
     "甲项 |\n1 |\n2 |\n3、收到和处理政府信息公开申请情况\n乙项 |\n0 |\n1 |\n",
     "[sequence padded]\n|甲项|1|2|\n3、收到和处理政府信息公开申请情况\n[sequence padded]\n|乙项|0|1|\n"},
    {"标题与表里的序号写法相同，前面一行却不是它的上一号",
     "3.其他 |\n0 |\n四、结转 |\n1 |\n4.政府信息公开行政复议、行政诉讼情况\n复议 |\n0 |\n",
     "[sequence padded]\n|3.其他|0|\n|四、结转|1|\n4.政府信息公开行政复议、行政诉讼情况\n[sequence "
     "padded]\n|复议|0|\n"},
    {"接着上一号的是表里的一行", "3.危及安全 |\n0 |\n4.保护第三方的合法权益不受损害\n|\n1 |\n5.内部事务 |\n2 |\n",
     "[sequence padded]\n|3.危及安全|0|\n|4.保护第三方的合法权益不受损害|1|\n|5.内部事务|2|\n"},
};

const Sample kColumns[] = {
    {"列以空白对齐，块名独占一行",
     "第一项\n内容      制发    有效\n规章      0       28\n收费      12\n正文到此为止。\n",
     "[sequence padded]\n|第一项|\n|内容|制发|有效|\n|规章|0|28|\n|收费|12|_|\n正文到此为止。\n"},
    {"标签里的“无”不是空格的占位",
     "一、新收     4    4\n二、上年结转 1    1\n4. 无正      0    0\n当理由\n4. 无        2    3\n     当理由\n",
     "[sequence padded]\n|一、新收|4|4|\n|二、上年结转|1|1|\n|4. 无正当理由|0|0|\n|4. 无当理由|2|3|\n"},
    {"标签折行，数字在中间一行",
     "            自然人   总计\n"
     "一、新收               4    4\n"
     "（六）其他  1.申请人逾\n"
     "            期不补正   3    1\n"
     "            的事项\n"
     "            2.其他     0    3\n"
     "（七）总计             3    4\n",
     "[sequence "
     "padded]\n|自然人|总计|\n|一、新收|4|4|\n|（六）其他|1.申请人逾期不补正的事项|3|1|\n|2.其他|0|3|\n|（七）总计|3|4|"
     "\n"},
    {"不换行空格隔着空格，还是空行",
     "   \u00a0      \u00a0      \u00a0\n四、行政复议、行政诉讼情况\n             持      正      果\n   0        0    "
     "  "
     "  0\n",
     "四、行政复议、行政诉讼情况\n[sequence padded]\n|持|正|果|\n|0|0|0|\n"},
    {"注解折到上下两行的数",
     "信息内容        制发  废止  有效\n规章            0     0     0\n                            6（其中修订1\n"
     "规范性文件      3     2\n                            件）\n收费            12    1     0\n",
     "[sequence padded]\n|信息内容|制发|废止|有效|\n|规章|0|0|0|\n|规范性文件|3|2|6（其中修订1件）|\n|收费|12|1|0|\n"},
    {"标签的括号折到下一行，数字只隔一个空格",
     "                 （一）予以公开                      30    9     39\n"
     "                 （二）部分公开（区分处理的，不计其 6     2     8\n                 他情形）\n"
     "                 （三）不予公开                      0     1     1\n",
     "[sequence padded]\n|（一）予以公开|30|9|39|\n|（二）部分公开（区分处理的，不计其他情形）|6|2|8|\n"
     "|（三）不予公开|0|1|1|\n"},
    {"空着的格按列补上",
     "项目    甲    乙    丙\n一、新收    1     2     3\n二、结转          2\n三、总计    1     4     3\n",
     "[sequence padded]\n|项目|甲|乙|丙|\n|一、新收|1|2|3|\n|二、结转|_|2|_|\n|三、总计|1|4|3|\n"},
    {"行间有空行，标题结束表", "内容      制发    有效\n\n规章      0       28\n\n三、收到和处理情况\n\n正文。\n",
     "[sequence padded]\n|内容|制发|有效|\n|规章|0|28|\n三、收到和处理情况\n正文。\n"},
    {"紧跟在表下的标题结束表", "行政处罚      126\n行政强制      3\n三、收到和处理政府信息公开申请情况\n正文。\n",
     "[sequence padded]\n|行政处罚|126|\n|行政强制|3|\n三、收到和处理政府信息公开申请情况\n正文。\n"},
    {"标题的序号写成行的序号，也不是下一个表的行",
     "行政处罚      126\n行政强制      3\n\n3、收到和处理政府信息公开申请情况\n\n          自然人    企业    科研    "
     "总计\n"
     "一、新收      1         2       0       3\n（七）总计    1         2       0       3\n",
     "[sequence padded]\n|行政处罚|126|\n|行政强制|3|\n3、收到和处理政府信息公开申请情况\n"
     "[sequence padded]\n|自然人|企业|科研|总计|\n|一、新收|1|2|0|3|\n|（七）总计|1|2|0|3|\n"},
    {"一字一位：组名与标签之间只有一个空格，数字紧跟标签",
     "                  自然人   总计\n一、新收数量      38    38\n三、本 （一）予以公开    14    14\n年度办\n理    "
     "（二）部分公开，只计\n                  3     3\n     这一情形\n\n       (三)不 1.属于秘密     0    0\n       "
     "予公 2.法规禁止\n"
     "                  1     1\n            公开\n       开   3.危及安全 1     1\n",
     "[sequence padded]\n|自然人|总计|\n|一、新收数量|38|38|\n|三、本年度办理|（一）予以公开|14|14|\n"
     "|（二）部分公开，只计这一情形|3|3|\n|(三)不予公开|1.属于秘密|0|0|\n|2.法规禁止公开|1|1|\n|3.危及安全|1|1|\n"},
    {"标签占满一栏，数字只隔一个空格",
     "第一项\n\n\n内容      制发\n\n\n规章      0\n\n行政事业性收费 12\n\n三、收到和处理情况\n",
     "[sequence padded]\n|第一项|\n|内容|制发|\n|规章|0|\n|行政事业性收费|12|\n三、收到和处理情况\n"},
    {"组名印在折行标签的中间一行，旁边是标签的下一段和数字",
     "            自然人              总计\n"
     "一、新收                        4    4\n"
     "            1.申请人逾期不补正\n"
     "（六）其他  行政机关不再处理    3    1\n"
     "            的事项\n"
     "            2.其他              0    3\n"
     "（七）总计                      3    4\n",
     "[sequence padded]\n|自然人|总计|\n|一、新收|4|4|\n|（六）其他|1.申请人逾期不补正行政机关不再处理的事项|3|1|\n"
     "|2.其他|0|3|\n|（七）总计|3|4|\n"},
    {"数字的位置上写着字，这一栏就不是空的",
     "内容            上年        增减        决定\n行政许可        124         3           868\n"
     "其他管理事项    见附件      0           204\n",
     "[sequence padded]\n|内容|上年|增减|决定|\n|行政许可|124|3|868|\n|其他管理事项|见附件|0|204|\n"},
    {"署名与日期不是表", "某某县林业局      2024年1月18日\n联系人      张三\n",
     "某某县林业局      2024年1月18日\n联系人      张三\n"},
};

TEST_CASE("layout: 空白对齐的列") { Compare(kColumns); }
TEST_CASE("layout: 制表符开头") { Compare(kTabbed); }
TEST_CASE("layout: 制表符分隔") { Compare(kTabSeparated); }
TEST_CASE("layout: 竖线分隔的行") { Compare(kPipeRows); }
TEST_CASE("layout: 竖线结尾的格") { Compare(kPipedCells); }

TEST_CASE("layout: 空白格站在该站的地方") {
  const Reading tabbed("\t甲\n\t \n\t0\n\n\t乙\n\t1\n\t2\n");
  const Cell& blank = tabbed.grid(0).Row(0)[1];
  CHECK(blank.text.where == Span{6, 6});
  const Reading piped("甲 |\n|||\n乙 |\n1 |\n|\n2 |\n");
  const Cell& lone = piped.grid(0).Row(1)[2];
  CHECK(lone.text.empty());
  CHECK(piped.PlaceOf(lone) == "5:1");
}

TEST_CASE("layout: 三份真实报告") {
  SUBCASE("ziyang") {
    const Reading read(Fixture("ziyang-2020.txt"));
    REQUIRE(read.grid_count() == 2);
    CHECK(read.grid(0).rows == 18);
    const Grid& requests = read.grid(1);
    CHECK(requests.kind == GridKind::kSequence);
    CHECK(requests.rows == 26);
    // Line 174, column 2: the total of 1.属于国家秘密.
    const Cell& total = requests.Row(7).back();
    CHECK(total.text.says == "0");
    CHECK(read.PlaceOf(total) == "174:2");
    CHECK(requests.Row(7)[2].text.says == "1.属于国家秘密");
    const Cell& group = requests.Row(5)[0];
    CHECK(group.text.says == "三、本年度办理结果");
    CHECK(read.PlaceOf(group) == "137:2");
    CHECK(read.source->PlaceOf(group.text.where.end).line == 145);
    CHECK(read.source->PlaceOf(group.text.SpanOf(3, 6).begin).line == 138);
    // Blank cells stand after their TAB.
    CHECK(read.PlaceOf(requests.Row(3)[1]) == "120:2");
  }
  SUBCASE("zixing") {
    const Reading read(Fixture("zixing-2021.txt"));
    REQUIRE(read.grid_count() == 3);
    CHECK(read.grid(0).rows == 14);
    CHECK(read.grid(1).rows == 28);
    CHECK(read.grid(2).rows == 4);
    CHECK(read.grid(1).padded);
    CHECK(read.PlaceOf(read.grid(0).Row(2)[3]) == "17:1");
    CHECK(read.grid(1).Row(6).size() == 8);
    const auto carried = read.grid(1).Row(27);
    REQUIRE(carried.size() == 8);
    CHECK(read.PlaceOf(carried[7]) == "461:1");
    CHECK(read.grid(2).Row(3).size() == 15);
    CHECK(read.PlaceOf(read.grid(2).Row(3)[14]) == "499:1");
  }
  SUBCASE("kaifeng") {
    const Reading read(Fixture("kaifeng-2020.txt"));
    REQUIRE(read.grid_count() == 4);
    CHECK(read.grid(0).rows == 18);
    CHECK(read.grid(1).rows == 24);
    CHECK(read.grid(2).rows == 2);
    CHECK(read.grid(3).rows == 4);
    CHECK(read.grid(1).columns == 10);
    CHECK(read.grid(1).At(10, 1)->text.says == "(三) 不予公开");
    CHECK(read.PlaceOf(*read.grid(0).At(6, 3)) == "44:12");
  }
}

TEST_CASE("layout: 超过上限的表说得出来") {
  std::string wide = "甲";
  for (int i = 0; i < 5000; ++i) wide += "\t1";
  wide += "\n乙\t1\n";
  for (const std::string name : {"a.txt", "a.md"}) {
    CAPTURE(name);
    Diagnostics diagnostics;
    std::unique_ptr<Source> refused;
    CHECK_FALSE(ReadDocument(name, wide, Lang::kEn, diagnostics, refused).has_value());
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all()[0].rule->id == "GJ004");
  }
}

TEST_CASE("layout: 恶意的大文件既不慢也不崩") {
  const auto repeated = [](std::string_view unit, std::size_t count) {
    std::string text;
    text.reserve(unit.size() * count);
    for (std::size_t i = 0; i < count; ++i) text += unit;
    return text;
  };
  const std::string_view units[] = {"|",          "\t",     "|\n",    "\t\n", "\n",     "a|",      "a |\n",
                                    "a |\n|||\n", "1\n|\n", "\t\n\n", "甲\n", "a\tb\n", "| a |\n", "甲 |\n三、甲\n",
                                    "|\na |\n",   "  a"};
  for (const std::string_view unit : units) {
    CAPTURE(unit);
    const Reading read(repeated(unit, 60'000));
    for (const Block& block : read.blocks) {
      if (const Grid* grid = std::get_if<Grid>(&block)) CHECK(grid->columns <= 4096);
    }
  }
}

}  // namespace
}  // namespace gouji
