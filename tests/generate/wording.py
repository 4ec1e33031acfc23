"""The words of a report: many ways of saying what its tables say, and things that only look like it.

Numbers, phrases and years that a rule may read are marked with a key, and `report.meta[key]` says what they are:
  kind   received, handled, answered, carried_in, carried_out, review, litigation, cases, none_requests, none_legal,
         all_done, list (the N of a list), percent, year, fee, …
  value  the true number
A defect replaces what stands under such a key.
"""

from . import more_words, phrases
from .marks import keys, mark, plain

DIGITS = "零一二三四五六七八九"


def han_number(n, counting=False):
    """12 → 十二; counting: 2 → 两."""
    if n == 2 and counting:
        return "两"
    if n < 10:
        return DIGITS[n]
    if n < 20:
        return "十" + (DIGITS[n - 10] if n > 10 else "")
    if n < 100:
        return DIGITS[n // 10] + "十" + (DIGITS[n % 10] if n % 10 else "")
    return str(n)


def han_year(year, zero="〇"):
    return "".join(zero if d == "0" else DIGITS[int(d)] for d in str(year))


class Words:
    """Writes the prose of one report."""

    def __init__(self, report):
        self.r = report
        self.rng = report.rng
        self.y = report.year
        i = report.issuer
        self.own = i.own
        self.us = "我" + i.own
        self.us2 = self.rng.choice(["我" + i.own, "本" + i.own, "我" + i.own])
        self.area = i.area
        self.count = 0

    # --- marks ---

    def key(self, kind, value=None, **more):
        self.count += 1
        k = f"{kind}#{self.count}"
        self.r.meta[k] = {"kind": kind, "value": value, **more}
        return k

    def num(self, kind, value, **more):
        text = str(value)
        if value >= 1000 and self.rng.random() < 0.25:
            text = f"{value:,}"
        elif 0 < value <= 20 and more.pop("han", True) and self.rng.random() < 0.04:
            text = han_number(value, True)
        more.pop("han", None)
        return mark(self.key(kind, value, **more), text)

    def year(self, y=None, role="own"):
        y = y or self.y
        return mark(self.key("year", y, role=role), str(y))

    def pick(self, *options):
        return self.rng.choice(options)

    def some(self, options, k):
        return self.rng.sample(options, min(k, len(options)))

    # --- title, preface, end ---

    def title(self):
        y, name = mark("title.year", str(self.y)), self.r.issuer.name
        form = self.rng.choices(range(6), [10, 2, 1, 5, 1, 1])[0]
        start = mark("title", "")
        if form == 0:
            return [f"{start}{name}{y}年政府信息公开工作年度报告"]
        if form == 1:
            return [f"{start}{y}年{name}政府信息公开工作年度报告"]
        if form == 2:
            return [f"{start}{name}{y}年度政府信息公开工作年度报告"]
        if form == 3:
            return [f"{start}{name}", f"{y}年政府信息公开工作年度报告"]
        if form == 4:
            return [f"{start}{name}", f"{y} 年政府信息公开工作年度报告"]
        return [f"{start}{name}" + mark("title.year", han_year(self.y, self.pick("〇", "〇", "○"))) + "年政府信息公开工作年度报告"]

    def basis(self):
        number = "〔2019〕60号" if self.r.template == 2019 else "〔2021〕30号"
        cite = mark("basis.number", f"国办公开办函{number}")
        self.r.meta["basis"] = {"kind": "basis"}
        law = self.pick("《中华人民共和国政府信息公开条例》", "《中华人民共和国政府信息公开条例》（国务院令第711号）",
                        "新修订的《中华人民共和国政府信息公开条例》", "《中华人民共和国政府信息公开条例》（以下简称《条例》）")
        if self.r.template == 2019:
            notice = self.pick("《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》",
                               "国务院办公厅政府信息与政务公开办公室《关于政府信息公开工作年度报告有关事项的通知》")
        else:
            notice = self.pick(
                "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
                "《国务院办公厅政府信息与政务公开办公室关于印发<中华人民共和国政府信息公开工作年度报告格式>的通知》",
                "《中华人民共和国政府信息公开工作年度报告格式》")
        return f"{law}和" + mark("basis", f"{notice}（{cite}）")

    def period(self):
        y = self.y

        def day(k, m, d, year=True):
            return (mark(f"period.{k}", str(y)) + "年" if year else "") + mark(f"period.{k}.day", f"{m}月{d}日")

        return self.pick(
            f"本报告所列数据的统计期限自{day('from', 1, 1)}起至{day('to', 12, 31)}止",
            f"本报告中所列数据的统计期限为{day('from', 1, 1)}至{day('to', 12, 31)}",
            f"本年度报告中使用数据的统计期限为{day('from', 1, 1)}至{day('to', 12, 31)}",
            f"报告中所列数据的统计期限自{day('from', 1, 1)}起，至{day('to', 12, 31)}止",
            f"本报告所列数据的统计期限自{day('from', 1, 1)}起至{day('to', 12, 31, False)}止",
            f"统计期限为{day('from', 1, 1)}—{day('to', 12, 31, False)}",
            f"统计时间为{day('from', 1, 1)}至{day('to', 12, 31)}",
            f"报告中所列数据统计期限为{day('from', 1, 1)}到{day('to', 12, 31, False)}",
            f"本报告所列数据统计时限为{day('from', 1, 1)}至{day('to', 12, 31, False)}",
            f"本报告所列数据的统计时间自{day('from', 1, 1)}到{day('to', 12, 31, False)}",
        )

    def contact(self):
        area = self.rng.randint(730, 799)
        phone = f"0{area}-{self.rng.randint(2, 8)}{self.rng.randint(100000, 999999)}"
        if self.rng.random() < 0.3:  # a phone that looks like a year
            phone = f"0{area}-8{self.rng.randint(10, 99)}{self.y - self.rng.randint(0, 4)}"
        code = f"4{self.rng.randint(10, 29)}{self.rng.randint(100, 999)}"
        where = self.r.issuer.region + self.pick("人民路", "建设路", "滨江大道", "文化路") + f"{self.rng.randint(1, 299)}号"
        return where, code, phone

    def preface(self):
        rng = self.rng
        where, code, phone = self.contact()
        parts = []
        lead = self.pick("根据", "按照", "依据")
        if rng.random() < 0.85:
            parts.append(f"{lead}{self.basis()}{self.pick('要求', '有关要求', '的要求', '规定')}，{self.pick('编制本报告', '现公布' + self.r.issuer.name + self.year() + '年政府信息公开工作年度报告', '结合' + self.us + '实际，编制本年度报告', '由' + self.r.issuer.name + '编制')}。")
        else:
            parts.append(f"{lead}《中华人民共和国政府信息公开条例》{self.pick('规定', '要求')}，现将{self.us}{self.year()}年政府信息公开工作情况{self.pick('报告如下', '公布如下')}。")
        if rng.random() < 0.12:
            parts[-1] = f"{lead}{self.basis()}{self.pick('要求', '规定')}，特向社会公布{self.year()}年政府信息公开工作年度报告。"
        parts.append(self.pick(
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六部分组成。",
            "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。",
            "", "", ""))
        if rng.random() < 0.8:
            parts.append(self.period() + "。")
            self.r.meta["period"] = {"kind": "period"}
        parts.append(self.pick(
            f"本报告电子版可在{self.r.issuer.region}人民政府门户网站（http://www.example.gov.cn）下载。",
            f"如对本报告有疑问，请与{self.r.issuer.name}联系（地址：{where}，邮编：{code}，电话：{phone}）。",
            f"如对报告内容有疑问，请联系：{phone}，电子邮箱：xxgk{self.y - 1}@example.cn。",
            "", ""))
        if rng.random() < 0.25:
            out = [x for x in parts if x]
        else:
            out = ["".join(parts)]
        return out

    def ending(self):
        rng = self.rng
        out = []
        if rng.random() < 0.25:
            where, code, phone = self.contact()
            out.append(self.pick(f"联系电话：{phone}", f"联系地址：{where}　邮政编码：{code}　联系电话：{phone}",
                                 f"联系人：王老师，联系电话：139{rng.randint(10000000, 99999999)}"))
        if rng.random() < 0.5:
            month, day = rng.randint(1, 3), rng.randint(2, 28)
            if rng.random() < 0.1:
                date = f"{self.y + 1}年{month}月"
            elif rng.random() < 0.85:
                date = f"{self.y + 1}年{month}月{day}日"
            else:
                date = f"{han_year(self.y + 1)}年{han_number(month)}月{han_number(day)}日"
            if rng.random() < 0.8:
                out.append(self.r.issuer.name)
            out.append(mark("sign", date))
        return out

    # --- requests ---

    def requests_sentences(self):
        """What the report says of its applications."""
        if self.rng.random() < 0.35:
            said = phrases.requests(self)
            if said:
                return said + (phrases.beside_requests(self) if self.rng.random() < 0.6 else "")
        said = self.main_requests_sentences()
        return said + (phrases.beside_requests(self) if self.rng.random() < 0.25 else "")

    def main_requests_sentences(self):
        r, rng, num = self.r, self.rng, self.num
        new, carry_in, total, carry_out = r.n("new"), r.n("carry_in"), r.n("total"), r.n("carry_out")
        u = rng.choices(["件", "份", "条", "宗"], [16, 2, 1, 1])[0]
        what = self.pick("政府信息公开申请", "依申请公开政府信息申请", "政府信息依申请公开", "政府信息公开申请", "信息公开申请")
        lead = self.pick(f"{self.year()}年，{self.us}", "全年", f"{self.us}全年", "本年度", f"{self.year()}年度，{self.us}", "本年", f"{self.us}")
        if not (new or carry_in or total or carry_out):
            none = self.key("none_requests")
            return lead + self.pick(
                mark(none, f"未收到{what}"), mark(none, f"没有收到{what}"), mark(none, f"未收到公民、法人或其他组织提出的{what}"),
                f"{self.pick('共', '')}{self.pick('收到', '受理')}{what}" + mark(none, f"0{u}"), f"收到{what}" + mark(none, "零" + u),
                mark(none, f"无{what}事项"), f"共收到依申请公开" + mark(none, f"0{u}") + f"，公开0{u}，不予公开0{u}",
                mark(none, f"未收到依申请公开政府信息申请"), f"收到{what}" + mark(none, f"0{u}") + f"，答复0{u}", f"{what}数量" + mark(none, "为零"),
                mark(none, f"没有收到公民、法人和其他组织要求公开政府信息的申请"), mark(none, f"未收到群众提出的{what}"), mark(none, f"未接到{what}"), mark(none, f"未受理{what}")) + "。"
        out = []
        N = lambda: num("received", new)
        T = lambda: num("answered", total)
        verb = self.pick("共收到", "收到", "新收", "共收到", "新收到", "共接收")
        if new == 0:
            none = self.key("none_new")
            out.append(f"{lead}{self.pick('新收', '收到')}{what}0{u}，上年结转{num('carried_in', carry_in)}{u}，")
            out.append(f"办结{T()}{u}" if total else "")
            out.append(f"，结转下年度继续办理{num('carried_out', carry_out)}{u}。" if carry_out else "。")
            return "".join(out).replace("，。", "。")
        if carry_in == 0 and carry_out == 0:
            s = self.pick(
                f"{lead}{verb}{what}{N()}{u}，答复{T()}{u}",
                f"{lead}{verb}{what}{N()}{u}，{self.done()}",
                f"{lead}共受理{what}{num('handled', new)}{u}，{self.done()}",
                f"{lead}共受理{what}{num('handled', new)}{u}，都在法定期限内予以答复",
                f"{lead}{verb}依申请公开{N()}{u}，均按要求完成答复",
                f"{lead}共收到并办理{what}{N()}{u}，无结转下年度办理的申请",
                f"{lead}受理{what}{num('handled', new)}{u}（{self.pick('无上年结转', '均为本年新收')}），已全部答复",
                f"{lead}{verb}{what}{N()}{u}，已办结{T()}{u}，按时办结率100%",
                f"{lead}{verb}公民、法人和其他组织提出的{what}{N()}{u}，办结{T()}{u}",
                f"{what}收到{N()}{u}，依法依规答复{T()}{u}",
                f"{lead}{self.pick('受理', '办理')}{what}{num('handled', new)}{u}，均在法定期限内答复",
                f"{lead}{verb}{what}{N()}{u}，上年结转{num('carried_in', 0)}{u}，办结{T()}{u}，结转下年度继续办理{num('carried_out', 0)}{u}",
                f"依法办理{what}，{lead}{verb}{N()}{u}，答复率100%",
            )
        else:
            ins = self.pick(f"上年结转{num('carried_in', carry_in)}{u}", f"上年度结转{num('carried_in', carry_in)}{u}",
                            f"上一年度结转{num('carried_in', carry_in)}{u}", f"{self.year(self.y - 1, 'past')}年结转{num('carried_in', carry_in)}{u}") if carry_in else ""
            outs = self.pick(f"结转下年度继续办理{num('carried_out', carry_out)}{u}", f"结转下年度{num('carried_out', carry_out)}{u}",
                             f"结转下一年度办理{num('carried_out', carry_out)}{u}", f"结转至{self.year(self.y + 1, 'next')}年继续办理{num('carried_out', carry_out)}{u}") if carry_out else ""
            forms = []
            if carry_in and carry_out:
                forms = [
                    f"{lead}{verb}{what}{N()}{u}，{ins}，答复{T()}{u}，{outs}",
                    f"{lead}{verb}{what}{N()}{u}，{ins}，共{num('sum', new + carry_in)}{u}，已办结{T()}{u}，{outs}",
                    f"{lead}新收{what}{N()}{u}，结转上年{num('carried_in', carry_in)}{u}；办结{T()}{u}，{outs}",
                    f"{lead}共办理{what}{num('handled', new + carry_in)}{u}（含{ins}），办结{T()}{u}，{outs}",
                    f"{lead}共受理{what}{num('handled', new + carry_in)}{u}，其中新收{N()}{u}，{ins}；答复{T()}{u}，{outs}",
                ]
            elif carry_in:
                forms = [
                    f"{lead}{verb}{what}{N()}{u}，{ins}，{self.done()}",
                    f"{lead}{verb}{what}{N()}{u}，{ins}，共{num('sum', new + carry_in)}{u}，办结{T()}{u}",
                    f"{lead}新收{what}{N()}{u}，{ins}，共答复{T()}{u}（含{self.pick('上年结转', '上年度结转')}）",
                    f"{lead}共办理{what}{num('handled', new + carry_in)}{u}，其中新收{N()}{u}，{ins}，均已按时答复",
                ]
            else:
                forms = [
                    f"{lead}{verb}{what}{N()}{u}，答复{T()}{u}，{outs}",
                    f"{lead}{verb}{what}{N()}{u}，已办结{T()}{u}，{outs}",
                    f"{lead}受理{what}{num('handled', new)}{u}，在规定期限内办结{T()}{u}，其余{num('carried_out', carry_out)}{u}结转下年度继续办理",
                    f"{lead}{verb}{what}{N()}{u}，已办结{T()}{u}，{num('carried_out', carry_out, han=False)}{u}结转下年办理",
                    f"{lead}{verb}依申请公开{N()}{u}，办结{T()}{u}，{num('carried_out', carry_out, han=False)}{u}正在办理并结转至下一年度",
                    f"{lead}{verb}{what}{N()}{u}，{outs}，其余{T()}{u}均已按时答复" if total else f"{lead}{verb}{what}{N()}{u}，{outs}",
                ]
            s = rng.choice(forms)
        out.append(s + "。")
        if rng.random() < 0.35 and new > 1:
            out.append(self.channels(new, u))
        elif rng.random() < 0.3 and new > 1 and r.options.get("claims_by_applicant", True):
            person = r.n("new", "person")
            rest = new - person
            if person and rest > 0:
                out.append(f"从申请人看，自然人申请{person}{u}，法人或其他组织申请{rest}{u}。")
        if rng.random() < 0.45 and total > 1:
            out.append(self.outcomes(total, u))
        return "".join(out)

    def done(self):
        k = self.key("all_done")
        return self.pick(mark(k, "已全部办结"), mark(k, "全部按时办结"), mark(k, "均已按时答复"), mark(k, "全部在法定期限内答复"),
                         mark(k, "均已依法办结"), mark(k, "已全部答复"))

    def channels(self, n, u):
        parts = self.split(n, self.rng.randint(2, min(4, n)))
        names = self.some(["网络申请", "信函申请", "当面申请", "电子邮件申请", "传真申请"], len(parts))
        self.rng.shuffle(names)
        key = self.key("channels", n, parts=parts)
        body = "、".join(f"{a}{b}{u}" for a, b in zip(names, parts)) if self.rng.random() < 0.5 else "，".join(f"{a}{b}{u}" for a, b in zip(names, parts))
        return self.pick(f"按申请渠道分，{body}。", f"{mark(key, str(n))}{u}申请中，{body}。")

    def split(self, n, k):
        cuts = sorted(self.rng.sample(range(1, n), k - 1)) if n > 1 else []
        return [b - a for a, b in zip([0] + cuts, cuts + [n])]

    def outcomes(self, total, u):
        r = self.r
        sums = {"r3": 0, "r4": 0, "r5": 0, "r6": 0}
        for row in r.requests:
            if row[:2] in sums:
                sums[row[:2]] += r.n(row)
        parts = [("予以公开", r.n("r1")), ("部分公开", r.n("r2")), ("不予公开", sums["r3"]), ("无法提供", sums["r4"]),
                 ("不予处理", sums["r5"]), ("其他处理", sums["r6"])]
        if not r.options.get("claims_outcomes", True):
            return ""
        shown = [(a, b) for a, b in parts if b]
        if len(shown) < 2:
            return f"办理结果均为{shown[0][0]}。" if shown and self.rng.random() < 0.5 else ""
        form = self.rng.randrange(4)
        if form == 0:
            key = self.key("list", total, parts=[b for _, b in shown])
            self.r.meta[key]["claim"] = "GK402"
            return f"全年共答复{mark(key, str(total))}{u}，其中" + "，".join(f"{a}{self.num('outcome', b, han=False)}{u}" for a, b in shown) + "。"
        if form == 1:
            return "从办理结果看，" + "，".join(f"{a}{self.num('outcome', b, han=False)}{u}" for a, b in shown) + "。"
        a, b = shown[0]
        ratio = self.percent(b, total)
        if form == 2:
            return f"在办结的{self.num('answered', total)}{u}申请中，{a}{b}{u}，占{ratio}。"
        both = r.n("r1") + r.n("r2")
        if both and both < total:
            return f"办理答复的{self.num('answered', total)}{u}申请中，予以公开及部分公开{both}{u}，占比{self.percent(both, total)}。"
        return ""

    def percent(self, part, whole, digits=None):
        digits = self.pick(1, 2, 1, 2, 0) if digits is None else digits
        scaled = part * 100 * 10 ** digits
        rounded = (2 * scaled + whole) // (2 * whole)
        text = str(rounded) if digits == 0 else f"{rounded // 10 ** digits}.{rounded % 10 ** digits:0{digits}d}"
        return mark(self.key("percent", None, part=part, whole=whole, digits=digits), text + "%")

    def legal_sentences(self):
        if self.rng.random() < 0.3:
            said = phrases.legal(self)
            if said:
                return said
        return self.main_legal_sentences()

    def main_legal_sentences(self):
        r, num = self.r, self.num
        review, direct, after = (r.m(g) for g in ("review", "direct", "after"))
        suits = direct + after
        u = self.pick("件", "件", "件", "起", "宗")
        by = self.pick("因政府信息公开", "因政府信息公开工作", "涉及政府信息公开的", "政府信息公开")
        lead = self.pick("全年", "本年度", "", f"{self.year()}年，{self.us}", self.us)
        if not review and not suits:
            k = self.key("none_legal")
            return lead + self.pick(
                mark(k, "未发生因政府信息公开被申请行政复议、提起行政诉讼的情况"), mark(k, "没有因政府信息公开引起的行政复议和行政诉讼"),
                mark(k, "未发生政府信息公开行政复议、行政诉讼案件"), "政府信息公开" + mark(k, f"行政复议、行政诉讼均为0{u}"),
                "因政府信息公开" + mark(k, f"被申请行政复议0{u}，提起行政诉讼0{u}"), mark(k, "无因政府信息公开引发的行政复议、行政诉讼")) + "。"
        if review and suits:
            s = self.pick(
                f"{by}被申请行政复议{num('review', review)}{u}，提起行政诉讼{num('litigation', suits)}{u}".replace("公开的被", "公开被"),
                f"办理政府信息公开行政复议案件{num('review', review)}{u}、行政诉讼案件{num('litigation', suits)}{u}",
                f"发生政府信息公开行政复议{num('review', review)}{u}，行政诉讼{num('litigation', suits)}{u}",
                f"政府信息公开类行政复议、行政诉讼案件共{num('cases', review + suits)}{u}",
                f"因政府信息公开引起的行政复议案件{num('review', review)}{u}，行政诉讼案件{num('litigation', suits)}{u}",
                f"涉及政府信息公开的行政复议{num('review', review)}{u}，行政诉讼{num('litigation', suits)}{u}，均依法应对",
                f"政府信息公开行政复议{num('review', review)}{u}，未经复议直接起诉{num('direct', direct)}{u}，复议后起诉{num('after', after)}{u}",
            )
        elif review:
            k = self.key("none_suits")
            s = self.pick(
                f"因政府信息公开被申请行政复议{num('review', review)}{u}，{mark(k, '未发生行政诉讼')}",
                f"政府信息公开行政复议{num('review', review)}{u}，行政诉讼{mark(k, '0')}{u}",
                f"办理政府信息公开行政复议案件{num('review', review)}{u}，{mark(k, '没有被提起行政诉讼')}",
            )
        else:
            k = self.key("none_reviews")
            s = self.pick(
                f"因政府信息公开被提起行政诉讼{num('litigation', suits)}{u}，{mark(k, '未被申请行政复议')}",
                f"政府信息公开行政复议{mark(k, '0')}{u}，行政诉讼{num('litigation', suits)}{u}",
                f"发生政府信息公开行政诉讼案件{num('litigation', suits)}{u}",
            )
        s = lead + s
        corrected = sum(r.m(g, "corrected") for g in ("review", "direct", "after"))
        if corrected == 0 and self.rng.random() < 0.5:
            s += self.pick("，未发生因政府信息公开被纠错的情况", "，没有被纠错的案件", "，全年无败诉案件", "，未出现结果纠正情形")
        return s + "。"

    # --- lists and amounts of published information ---

    PUBLISHED = ["政策文件", "工作动态", "通知公告", "公示公告", "人事信息", "财政信息", "规划计划", "政策解读", "行政执法", "重点领域信息", "会议公开", "民生实事"]

    def list_sentence(self):
        rng = self.rng
        n = rng.randint(12, 2600)
        k = rng.randint(2, 5)
        parts = self.split(n, k)
        names = self.some(self.PUBLISHED, k)
        style = rng.randrange(10)
        key = self.key("list", n, parts=parts, closed=True)
        N = mark(key, f"{n:,}" if n >= 1000 and rng.random() < 0.2 else str(n))
        verb = self.pick("主动公开政府信息", "发布各类信息", "通过门户网站公开信息", "主动公开各类政府信息", "在县政府网站发布信息" if self.area == "全县" else "在政府门户网站发布信息")
        if style == 0:
            return f"全年共{verb}{N}条，其中" + "，".join(f"{a}类{b}条" for a, b in zip(names, parts)) + "。"
        if style == 1:
            return f"全年{verb}{N}条，其中：" + "、".join(f"{a}{b}条" for a, b in zip(names, parts)) + "。"
        if style == 2:
            return f"共{verb}{N}条，包括" + "、".join(f"{a}{b}条" for a, b in zip(names, parts)) + "。"
        if style == 3:  # open
            cut = rng.randint(1, k - 1)
            self.r.meta[key] |= {"closed": False, "parts": parts[:cut]}
            return f"全年共{verb}{N}条，其中" + "、".join(f"{a}{b}条" for a, b in list(zip(names, parts))[:cut]) + self.pick("等。", "等信息。", "等内容。") 
        if style == 4:  # one part
            self.r.meta[key] |= {"closed": False, "parts": parts[:1]}
            return f"全年共{verb}{N}条，其中{names[0]}{parts[0]}条。"
        if style == 7:
            return f"{self.pick('全年', '本年度', '')}{self.pick('主动公开政府信息总数', '主动公开信息总数', '公开政府信息总数')}{N}条{self.pick('：', '。其中，', '。其中：')}" + \
                self.pick("，", "、").join(f"{a}{self.pick('类', '')}{b}条" for a, b in zip(names, parts)) + "。"
        if style == 8:
            return f"{self.pick('截至', '截止')}{self.year()}年12月31日，{self.us}{verb}{N}条，其中，" + "、".join(f"{a.removesuffix('信息')}信息{b}条" for a, b in zip(names, parts)) + "。"
        if style == 9:  # things of another kind among the parts
            self.r.meta[key] |= {"closed": False, "parts": parts[:1]}
            return f"全年{verb}{N}条，其中{names[0]}{parts[0]}条，制作图解{rng.randint(2, 30)}个，开展网上调查{rng.randint(1, 9)}次。"
        if style == 5:  # by channel
            return f"全年通过各类平台公开政府信息{N}条，其中政府网站{parts[0]}条，政务微信{n - parts[0]}条。" if self.set_parts(key, [parts[0], n - parts[0]]) else ""
        self.r.meta[key] |= {"closed": False, "parts": parts[:1]}
        return f"{self.year()}年，{self.us}{verb}{N}条，其中{names[0]}{self.percent_part(parts[0], n)}。"

    def set_parts(self, key, parts):
        self.r.meta[key]["parts"] = parts
        return True

    def percent_part(self, part, whole):
        return f"{part}条，占{self.percent(part, whole, self.pick(1, 2))}"

    def decoys(self):
        """Numbers that are no claims about the tables."""
        r = lambda a, b: self.rng.randint(a, b)
        n = r(20, 400)
        return [
            f"办理人大代表建议{r(2, 40)}件、政协委员提案{r(2, 40)}件，办理结果全部向社会公开。",
            f"受理12345政务服务便民热线工单{r(100, 9000)}件，按时办结率{r(95, 99)}.{r(1, 9)}%。",
            f"网站互动交流栏目收到群众留言{n}条，全部按时答复。",
            f"受理网上咨询{r(10, 300)}件，已全部办结。",
            f"开展政策解读{r(3, 60)}次，发布解读材料{r(3, 90)}篇。",
            f"召开新闻发布会{r(1, 9)}场，回应社会关切{r(1, 30)}次。",
            f"组织政务公开业务培训{r(1, 6)}次，培训{r(20, 300)}人次。",
            f"政务微信公众号发布信息{r(50, 3000)}条，关注人数{r(1000, 90000)}人。",
            f"办理“局长信箱”来信{r(3, 80)}封，答复率100%。" if self.own == "局" else f"办理领导信箱来信{r(3, 80)}封，答复率100%。",
            f"清理规范性文件{r(14, 90)}件，其中保留{r(5, 9)}件、废止{r(1, 4)}件等。",
            f"收到信访件{r(3, 90)}件，均按信访程序办理。",
            f"发布各类公告{r(10, 90)}期，接受群众来访咨询{r(30, 600)}人次。",
            f"设置政务公开专区{r(1, 20)}个，公开栏{r(3, 60)}处。",
            f"办理行政许可事项{r(30, 2000)}件，群众满意率99.{r(1, 9)}%。",
            f"承办市长热线交办件{r(30, 900)}件，办结{r(20, 29)}件等。",
            f"{'县长' if self.own == '县' else '书记'}信箱收到信件{n}条，答复{n}条，答复率达100%。",
            f"共处理群众留言{n}条，办理12345热线{r(10, 90)}件，已全部办结，满意率达100%。",
            f"公开政府常务会议{r(5, 30)}次，发布政府公报{r(2, 12)}期。",
            f"通过网站征集意见{r(3, 50)}次，征集结果均及时反馈。",
            f"统一社会信用代码114{r(10, 99)}281006{r(100000, 999999)}T等机构信息已更新。",
            f"系统自动生成受理编号{self.serial()}，方便申请人查询进度。",
            f"推送微信{n}条、微博{r(10, 300)}条。",
            f"编发简报{r(3, 30)}期，更新领导信息{r(1, 9)}条、机构职能{r(1, 6)}条。",
            f"制作政策明白卡{r(300, 9000)}份，入户宣讲{r(100, 2000)}户。",
        ]

    def serial(self):
        """Eighteen digits that are nobody's identity number: the month is none."""
        return f"{self.y}{self.rng.randint(1000, 9999)}{self.rng.randint(1000, 9999)}13{self.rng.randint(1000, 9999)}"

    # --- years that are in order although they are not Y ---

    def sound_years(self):
        y = self.y
        Y = lambda n, role="past": self.year(n, role)
        out = [
            f"按时公开{Y(y - 1)}年部门决算和{Y(y)}年部门预算。",
            f"公开{Y(y + 1, 'next')}年部门预算编制情况。",
            f"及时公开{Y(y - 1)}年度财政决算、{Y(y)}年财政预算及“三公”经费情况。",
            f"针对{Y(y - 1)}年报告指出的三个问题逐项整改。",
            f"信息发布总量较{Y(y - 1)}年增长{self.rng.randint(2, 40)}%。",
            f"与{Y(y - 1)}年相比，公开数量增加{self.rng.randint(5, 90)}条。",
            f"比{Y(y - 1)}年增加{self.rng.randint(3, 60)}条，同比增长{self.rng.randint(2, 30)}.{self.rng.randint(1, 9)}%。",
            f"自{Y(y - 3)}年以来连续三年保持零败诉。",
            f"自{Y(y - 2)}年起建立政务公开专栏，持续更新。",
            "按照《基层政务公开标准目录（2019版）》梳理公开事项。",
            f"发布{Y(y - 1)}年度政府信息公开工作年度报告。",
            f"落实《{y}年政务公开工作要点》，细化任务分工。",
            "新修订的《中华人民共和国政府信息公开条例》自2019年5月15日起施行，我们持续抓好学习贯彻。",
            f"对{Y(y - 6)}年以来制发的文件开展集中清理。",
            f"截至{Y(y - 1)}年底累计建成政务公开专区{self.rng.randint(2, 20)}个，今年继续完善。",
            f"公开{Y(y - 1)}年度法治政府建设情况报告。",
            "依据《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）完善收费公示。",
            f"围绕“{(y - 2021) // 5 * 5 + 2021}—{(y - 2021) // 5 * 5 + 2025}年发展规划”公开重点任务进展。",
            f"{Y(y)}年12月31日前完成全部栏目自查。",
            f"发布{Y(y - 1)}年信息公开年报1条、{Y(y)}年工作要点1条。",
            f"公开以{Y(y - 1)}年为基期的统计数据。",
            f"在{Y(y - 1)}年工作基础上，进一步细化公开事项。",
            f"{self.us}获评{Y(y - 1)}年度政务公开工作先进单位。",
            f"修订{Y(y - 2)}年制定的信息发布审核办法。",
            f"对{Y(y - 1)}年12月印发的《信息公开审查办法》开展宣传。",
            f"力争到{Y(y + 1, 'next')}年底前实现公开专区全覆盖。",
            f"制定{y}—{y + 2}年三年行动方案并向社会公布。",
            f"发布第七次全国人口普查（2020年）有关数据。",
            f"公布国土空间总体规划（2021—2035年）草案。" if y >= 2021 else f"公布城市总体规划（2018—2035年）。",
            f"公开{Y(y - 1)}年度一般公共预算执行情况和{Y(y)}年预算草案的报告。",
            f"与{Y(y - 1)}年同期相比，点击量明显上升。",
            f"发布量比上年（{Y(y - 1)}年）有所回落。",
            f"整改{Y(y - 1)}年度考核反馈的问题{self.rng.randint(2, 9)}个。",
            f"现行有效的文件中，{Y(y - 4)}年以前印发的均已标注效力状态。",
            f"向社会公布{Y(y - 1)}年度“三公”经费决算和{Y(y + 1, 'next')}年度部门预算草案。",
            f"对照{Y(y - 1)}年第三方评估反馈的问题，制定整改清单并销号。",
            f"完成了{Y(y - 2)}年至{Y(y - 1)}年历史文件的补录公开。",
            f"转发省政府{Y(y - 1)}年底印发的有关文件。",
            f"网站访问量由{Y(y - 1)}年的{self.rng.randint(2, 9)}万次上升到{self.rng.randint(10, 30)}万次。",
        ]
        if 2021 <= y <= 2025:
            out.append("主动公开“十四五”规划（2021—2025年）实施情况。")
            out.append("公开国民经济和社会发展第十四个五年规划和2035年远景目标纲要。")
        if 2020 <= y <= 2022:
            out.append("及时发布新冠肺炎（2019-nCoV）疫情信息。")
        if y >= 2021 and self.r.n("carry_in"):
            out.append(f"一季度承接{Y(y - 1)}年结转申请{self.num('carried_in', self.r.n('carry_in'))}件。")
        return out

    # --- section one ---

    OPEN_TEXT = [
        "坚持以公开为常态、不公开为例外，持续加大重点领域信息公开力度。",
        "聚焦群众关心的热点问题，及时公开政策文件、工作进展和办事指南。",
        "严格落实行政执法公示制度，行政执法信息全部在网上公示。",
        "围绕重大决策预公开，广泛征求社会公众意见。",
        "做好政策文件与解读材料同步组织、同步审签、同步发布。",
        "及时调整机构职能、领导分工等基础信息。",
        "通过政务公开栏、宣传手册等形式方便群众查阅。",
        "主动公开惠民惠农政策、民生资金等群众关切的信息。",
    ]
    REQUEST_TEXT = [
        "进一步规范依申请公开接收、登记、办理、答复等环节，畅通申请渠道。",
        "完善依申请公开工作流程和答复文书格式，加强与申请人的沟通。",
        "严格按照法定时限办理依申请公开事项，答复内容依法合规。",
        "建立依申请公开会商机制，疑难件由法律顾问审核把关。",
    ]
    MANAGE_TEXT = [
        "严格执行政府信息发布“三审三校”制度，落实先审后发、一事一审。",
        "动态调整政府信息公开目录，规范公文公开属性源头认定。",
        "对行政规范性文件实行统一登记、统一编号、统一印发，并做好集中公开。",
        "定期开展信息自查，及时更正错敏信息，确保发布内容准确权威。",
        "加强保密审查，做到公开与保密两不误。",
        "规范历史信息归档，件件可查、事事可溯。",
    ]
    PLATFORM_TEXT = [
        "优化政府门户网站信息公开专栏，提升检索和浏览体验。",
        "加强政务新媒体日常监管，确保内容更新及时。",
        "在便民服务中心设置政务公开专区，配备查询设备，方便群众办事。",
        "推动政府网站与政务新媒体协同联动，拓宽公开渠道。",
        "按照集约化要求完善网站栏目，关停长期不更新的账号。",
    ]
    ENSURE_TEXT = [
        "调整充实政务公开工作领导小组，明确分管领导和专职人员。",
        "将政务公开纳入年度绩效考核，层层压实责任。",
        "组织开展业务培训，提高工作人员依法公开的意识和能力。",
        "主动接受社会监督，公布监督举报电话，认真听取群众意见。",
        "建立常态化督查通报机制，对发现的问题逐条逐项整改。",
    ]
    GOVERN_TEXT = [
        "开展工作考核、社会评议，全年未发生需要追究责任的情形。",
        "工作考核情况良好，社会评议满意度较高，未出现责任追究情况。",
        "依托第三方机构开展社会评议，评议结果纳入考核，全年没有责任追究事项。",
    ]
    ASPECTS = [
        ("主动公开", ["主动公开", "主动公开情况", "主动公开方面", "主动公开工作情况", "扎实做好主动公开", "主动公开政府信息"]),
        ("依申请公开", ["依申请公开", "依申请公开情况", "依申请公开方面", "依申请公开工作情况", "规范办理依申请公开"]),
        ("政府信息管理", ["政府信息管理", "政府信息管理情况", "政府信息管理方面", "加强政府信息管理", "规范政府信息管理"]),
        ("平台建设", ["政府信息公开平台建设", "平台建设", "平台建设情况", "公开平台建设方面", "政府信息公开平台建设情况", "推进平台建设"]),
        ("监督保障", ["监督保障", "监督保障情况", "监督保障方面", "强化监督保障", "监督保障工作情况"]),
    ]

    def overview(self, skip=()):
        rng, r = self.rng, self.r
        lead = [
            f"{self.year()}年，{self.us}{self.pick('坚持以习近平新时代中国特色社会主义思想为指导', '认真贯彻落实《中华人民共和国政府信息公开条例》', '紧紧围绕中心工作', '深入贯彻落实上级关于政务公开工作的决策部署')}，"
            f"{self.pick('扎实推进政府信息公开各项工作', '不断提升政府信息公开工作水平', '着力提高公开质量和实效', '政务公开工作取得新成效')}。",
            f"{self.year()}年度，{self.us2}严格按照{self.pick('上级政务公开工作部署', '《条例》各项规定')}，{self.pick('坚持便民利民', '以公开促落实、促规范、促服务')}，{self.pick('各项工作有序开展', '较好完成了全年目标任务')}。",
            f"{self.year()}年以来，{self.us}认真落实政府信息公开各项要求，按照“应公开、尽公开”的原则，扎实有序推进各项工作。",
            f"{self.year()}年，{self.r.issuer.name}{self.pick('认真贯彻落实', '严格执行')}《条例》和各级政府信息公开工作要求，全面完成了各项信息公开任务。",
            f"一年来，{self.us}认真履行信息公开职责，{self.pick('切实保障人民群众知情权、参与权、表达权、监督权', '不断增强政府工作透明度')}。",
        ]
        lead += [x.format(Y=self.year(), us=self.us) for x in more_words.OVERVIEW_LEADS]
        out = [rng.choice(lead)]
        texts = {
            "主动公开": self.some(self.OPEN_TEXT + more_words.OPEN_TEXT, rng.randint(1, 3)),
            "依申请公开": self.some(self.REQUEST_TEXT + more_words.REQUEST_TEXT, rng.randint(0, 2)),
            "政府信息管理": self.some(self.MANAGE_TEXT + more_words.MANAGE_TEXT, rng.randint(1, 3)),
            "平台建设": self.some(self.PLATFORM_TEXT + more_words.PLATFORM_TEXT, rng.randint(1, 3)),
            "监督保障": self.some(self.ENSURE_TEXT + more_words.ENSURE_TEXT, rng.randint(1, 3)),
        }
        bare = r.options.get("bare_overview")
        if rng.random() < 0.75 and not bare:
            texts["主动公开"].insert(rng.randint(0, len(texts["主动公开"])), self.list_sentence())
        decoys = self.some(self.decoys() + more_words.decoys(self), rng.randint(0, 4)) if not bare else []
        if not bare and rng.random() < 0.4:
            decoys.append(phrases.lists(self))
        if not bare and rng.random() < 0.2:
            decoys.append(phrases.unrelated_cases(self))
        if not bare and rng.random() < 0.4:
            decoys.append(rng.choice(phrases.OVERVIEW_TAILS))
        years = self.some(self.sound_years(), rng.randint(0, 4)) if not bare and r.options.get("sound_years", True) else []
        for s in decoys + years:
            aspect = rng.choice(["主动公开", "主动公开", "平台建设", "监督保障", "政府信息管理"])
            texts[aspect].insert(rng.randint(1, max(1, len(texts[aspect]))), s)
        if r.options.get("requests_prose", rng.random() < 0.85):
            texts["依申请公开"].insert(rng.randint(0, len(texts["依申请公开"])), self.requests_sentences())
        if not texts["依申请公开"]:
            texts["依申请公开"].append(self.REQUEST_TEXT[0])
        if r.options.get("legal_prose", rng.random() < 0.6):
            texts[self.pick("依申请公开", "依申请公开", "监督保障")].append(self.legal_sentences())
        if r.issuer.government:
            texts["监督保障"].append(rng.choice(self.GOVERN_TEXT + more_words.GOVERN_TEXT))
        if "依申请公开" in skip:
            texts["监督保障"] = [t for t in texts["监督保障"] if "申请" not in t]
        style = rng.randrange(5)
        number = 0
        inline = []
        for name, forms in self.ASPECTS:
            if name in skip:
                continue
            number += 1
            head = rng.choice(forms)
            body = "".join(texts[name])
            ordinal = DIGITS[number]
            key = f"sub#{number}"
            r.meta[key] = {"kind": "sub", "number": number}
            if style == 0:
                out.append(mark(key, f"（{ordinal}）") + f"{head}。{body}")
            elif style == 1:
                out += [mark(key, f"（{ordinal}）") + head, body]
            elif style == 2:
                out.append(f"{number}.{head}。{body}")
            elif style == 3:
                plain_head = name if "方面" in head or self.rng.random() < 0.5 else head.removesuffix("工作情况").removesuffix("情况")
                out.append(f"{plain_head}方面，{body}")
            else:
                inline.append(f"{ordinal}是{self.pick('做好', '规范', '加强', '推进', '')}{name}{self.pick('工作', '')}。{body}")
        if inline:
            out += inline if rng.random() < 0.5 else ["".join(inline)]
        return out

    # --- sections five and six ---

    PROBLEMS = ["公开内容还不够全面", "信息更新不够及时", "政策解读形式较为单一", "工作人员业务水平有待提高", "公开渠道不够丰富",
                "重点领域信息公开深度不够", "公众参与度不高", "依申请公开办理能力仍需加强"]
    MEASURES = ["加强业务培训，提升队伍能力", "完善工作制度，压实各方责任", "丰富解读形式，增强解读效果", "拓展公开渠道，方便群众查阅",
                "加大检查力度，及时补齐短板", "聚焦群众关切，提高公开质量", "健全沟通机制，规范办理依申请公开件"]

    def problems(self):
        rng, y = self.rng, self.y
        found = "、".join(self.some(self.PROBLEMS + more_words.PROBLEMS, rng.randint(2, 3)))
        steps = self.some(self.MEASURES + more_words.MEASURES, rng.randint(2, 4))
        plan = "；".join(f"{DIGITS[i]}是{s}" for i, s in enumerate(steps, 1))
        nxt = lambda: self.year(y + 1, "next")
        first = self.pick(
            f"{self.year()}年，{self.us}政府信息公开工作虽取得一定成效，但仍存在{found}等问题。",
            f"{self.us2}政府信息公开工作还存在一些不足，主要表现在：{found}。",
            f"存在的主要问题：{found}。",
            f"对照上级要求和群众期待，{self.us}工作中仍存在{found}等问题。",
        )
        second = self.pick(
            f"下一步，{self.us}将重点做好以下工作：{plan}。",
            f"{nxt()}年，{self.us}将{plan}。".replace("将一是", "将从以下方面改进：一是"),
            f"{nxt()}年工作打算：{plan}。",
            f"改进措施：{plan}。",
            f"下一步工作中，{self.us}拟从以下方面改进：{plan}。",
            f"{nxt()}年，{self.us}将进一步提升公开水平，{plan}。",
        )
        third = self.pick(
            "", "", "",
            f"{self.year(y - 1, 'past')}年工作中存在问题的改进情况：{self.pick('已按计划完成整改', '信息更新不及时的问题已得到解决')}。",
            f"针对上年度年报提出的问题，{self.us}已逐项落实整改措施。",
            f"{self.year(y - 1, 'past')}年度报告提出的“政策解读形式单一”问题，已通过制作图解、视频等方式改进。",
        )
        parts = [p for p in (third, first, second) if p]
        if rng.random() < 0.25:
            return [f"（一）存在的主要问题。{first}", f"（二）改进情况。{third}{second}"]
        return parts if rng.random() < 0.5 else ["".join(parts)]

    def matters(self, fee_refused):
        k = self.key("fee")
        if self.r.options.get("fee_silent"):
            return [self.pick("无", "无。", "无其他需要报告的事项。", "本年度没有其他需要报告的事项。")]
        if fee_refused:
            return [mark(k, self.pick(
                "收取信息处理费情况：本年度依法发出收费通知，申请人逾期未缴纳，未实际收取信息处理费。",
                f"按照《政府信息公开信息处理费管理办法》，{self.us}{self.year()}年度未实际收取信息处理费。",
                "本年度收取信息处理费0元。"))]
        return [self.pick(
            "无", "无。", "无其他需要报告的事项。", "本年度没有其他需要报告的事项。", f"{self.us}无其他需要报告的事项。",
            f"按照《政府信息公开信息处理费管理办法》规定，{self.year()}年{self.us}没有收取信息处理费。",
            f"{self.year()}年度，{self.us}未收取政府信息公开信息处理费。",
            "依据《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号），本年度发出收费通知0件，总金额0元，实际收取0元。",
            "暂无其他需要报告的事项。")]
