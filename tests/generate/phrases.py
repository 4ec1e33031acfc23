"""More ways to say it: sentences that come with the main ones and are easily taken for claims, or are claims in other words.

Every function takes the `Words` of a report and gives sentences that are true of its tables, or say nothing of them.
"""

from .marks import plain


def beside_requests(w):
    """What may follow the sentence on applications: counts of a part, of another year, of other things, and negations of a part."""
    r, rng = w.r, w.rng
    new, total, carry_out = r.n("new"), r.n("total"), r.n("carry_out")
    u = "件"
    out = [
        "未收到要求更正政府信息的申请。", "未出现超期答复情况。", "全年无逾期未答复的申请。", "没有因依申请公开收取任何费用。",
        "政府信息公开申请办理实现零超期、零投诉。", "未收到信息公开方面的举报。", "没有收到涉及个人隐私的投诉。",
        "对不属于本机关公开的，均告知申请人获取途径。", f"开展依申请公开业务指导{rng.randint(2, 12)}次。",
    ]
    if new > 3:
        less = rng.randint(1, new - 1)
        last = w.year(w.y - 1, "past")
        out += [
            f"与上年收到的{new + less}{u}相比，减少{less}{u}。", f"较上年增加{less}{u}。", f"比{last}年减少{less}{u}。",
            f"{last}年收到{new + less}{u}，同比下降{plain(w.percent(less, new + less, 1))}。", f"其中一季度收到{less}{u}。",
            f"其中涉及征地拆迁的申请{less}{u}。", f"通过互联网渠道提交的占多数。", f"信函申请{less}{u}，其余为网络申请。",
            f"其中，通过邮寄方式收到{less}{u}，通过网络平台收到{new - less}{u}。",
            f"申请内容主要涉及土地征收、项目审批等方面。",
        ]
    if total > 3:
        late = rng.randint(1, total - 1)
        out += [
            f"其中按期答复{total - late}{u}，延期答复{late}{u}。", f"当面答复{late}{u}、邮寄答复{total - late}{u}。",
            f"经法律顾问审核答复{late}{u}。", f"延期答复{late}{u}，均履行了告知程序。", f"邮寄答复书{late}份。",
        ]
    if new == 0 and total == 0 and carry_out == 0:
        out = out[:5]
    return rng.choice(out)


def requests(w):
    """The sentence on applications in still other words."""
    r, rng, num = w.r, w.rng, w.num
    new, carry_in, total, carry_out = r.n("new"), r.n("carry_in"), r.n("total"), r.n("carry_out")
    u = rng.choice(["件", "件", "件", "份", "条"])
    y = w.year
    N = lambda: num("received", new)
    T = lambda: num("answered", total)
    if new and not carry_in and not carry_out:
        parts = w.split(new, 2) if new > 1 else [new]
        both = f"（其中信件申请{parts[0]}{u}，网络申请{parts[1]}{u}）" if len(parts) == 2 else ""
        return rng.choice([
            f"{y()}年，全年共收到依申请公开{N()}{u}{both}，已办结{T()}{u}。",
            f"截至12月31日，共收到政府信息公开申请{N()}{u}，{w.done()}。",
            f"{w.area if w.own in '县区市' else w.us}共收到公民、法人和其他组织提交的政府信息公开申请{N()}{u}，已全部依法答复{T()}{u}，答复率100%。",
            f"今年以来，{w.us}收到政府信息公开申请{N()}{u}，均在20个工作日内答复。",
            f"政府信息公开申请总量为{N()}{u}，办结{T()}{u}，按时办结率为100%。",
            f"{w.us}办理依申请公开事项{num('handled', new)}{u}，做到件件有答复。",
            f"共有{N()}{u}政府信息公开申请，均为本年度新收，{w.done()}。",
        ])
    if new and carry_out and not carry_in:
        return rng.choice([
            f"全年共收到依申请公开{N()}{u}，已办结{T()}{u}，{num('carried_out', carry_out, han=False)}{u}结转下年办理。",
            f"收到政府信息公开申请{N()}{u}；已答复{T()}{u}；结转{y(w.y + 1, 'next')}年办理{num('carried_out', carry_out)}{u}。",
            f"{y()}年度新收政府信息公开申请{N()}{u}，本年度办结{T()}{u}，尚有{num('carried_out', carry_out, han=False)}{u}结转下一年度继续办理。",
        ])
    if new and carry_in and not carry_out:
        return rng.choice([
            f"全年新收政府信息公开申请{N()}{u}，加上{y(w.y - 1, 'past')}年结转的{num('carried_in', carry_in, han=False)}{u}，共计{num('sum', new + carry_in)}{u}，{w.done()}。",
            f"办理政府信息公开申请{num('handled', new + carry_in)}{u}（本年新收{N()}{u}、上年结转{num('carried_in', carry_in)}{u}），办结{T()}{u}。",
        ])
    if new and carry_in and carry_out:
        return rng.choice([
            f"本年新收政府信息公开申请{N()}{u}，上年结转政府信息公开申请{num('carried_in', carry_in)}{u}；本年度办结{T()}{u}，结转下年度继续办理{num('carried_out', carry_out)}{u}。",
            f"全年共办理政府信息公开申请{num('handled', new + carry_in)}{u}，其中本年新收{N()}{u}、上年结转{num('carried_in', carry_in)}{u}；已办结{T()}{u}，结转下年{num('carried_out', carry_out)}{u}。",
        ])
    return None


def legal(w):
    """Reviews and lawsuits in other words, and cases that have nothing to do with disclosure."""
    r, rng, num = w.r, w.rng, w.num
    review, suits = r.m("review"), r.m("direct") + r.m("after")
    u = rng.choice(["件", "起"])
    upheld = r.m("review", "upheld")
    out = []
    if review and suits:
        out += [f"因政府信息公开引起行政复议{num('review', review)}{u}、行政诉讼{num('litigation', suits)}{u}。",
                f"全年发生涉及政府信息公开的行政复议案件{num('review', review)}{u}，行政诉讼案件{num('litigation', suits)}{u}。"]
    if review and review == upheld:
        out.append(f"因政府信息公开被申请行政复议{num('review', review)}{u}，均维持原行政行为。")
    if review and not suits:
        out.append(f"因信息公开引起的行政复议{num('review', review)}{u}，行政诉讼0{u}。")
    if not review and not suits:
        out += ["未发生因政府信息公开引起的行政复议、行政诉讼案件。", f"因政府信息公开引起的行政复议0{u}，行政诉讼0{u}。",
                "无针对政府信息公开工作的复议、诉讼。", "政府信息公开行政复议和行政诉讼案件数均为零。"]
    return rng.choice(out) if out else None


def unrelated_cases(w):
    r = w.rng.randint
    return w.rng.choice([
        f"公开行政复议决定书{r(3, 60)}份。", f"公开行政处罚决定{r(10, 300)}件。", f"公示“双随机、一公开”检查结果{r(10, 200)}条。",
        f"全年办理各类行政应诉案件{r(2, 20)}件，均与政府信息公开无关。", f"及时公布重大行政执法决定法制审核结果{r(2, 30)}件。",
    ])


def lists(w):
    """Lists that are nested, follow one another, mix kinds, or are only about so many."""
    rng = w.rng
    n = rng.randint(60, 900)
    a = rng.randint(20, n - 20)
    b = n - a
    a1 = rng.randint(1, a - 1)
    m = rng.randint(30, 300)
    m1 = rng.randint(1, m)
    return rng.choice([
        f"全年主动公开政府信息{n}条，其中门户网站{a}条（含政策文件{a1}条、工作动态{a - a1}条），政务新媒体{b}条。",
        f"门户网站发布信息{n}条，其中工作动态{a}条、通知公告{b}条；政务微博发布信息{m}条，其中原创{m1}条。",
        f"全年公开各类信息{n}余条，制作政策图解{rng.randint(2, 30)}张。",
        f"公开信息近{n // 10 * 10}条，其中重点领域信息{a}条、民生信息{rng.randint(1, b)}条。",
        f"共举办培训{3}场，其中线上2场、线下1场，参训{m}人次。",
        f"政策文件、工作动态、通知公告分别发布{a1}条、{a - a1}条、{b}条。",
        f"全年公开政策文件{a}条以及解读材料{a1}篇。",
        f"网站、微信分别公开信息{a}条和{b}条，占比分别为{plain(w.percent(a, n, 1))}、{plain(w.percent(b, n, 1))}。",
        f"全年公开信息{n}条，网站总访问量{rng.randint(2, 90)}.{rng.randint(1, 9)}万次，信息更新及时率达{rng.randint(96, 99)}.{rng.randint(1, 9)}%。",
        f"主动公开信息共{n}条，同比增长{rng.randint(2, 40)}.{rng.randint(1, 9)}%，群众满意度{rng.randint(95, 99)}%。",
        f"开展“政府开放日”活动{rng.randint(2, 6)}次，参与群众{m}余人；发放宣传册{n}份。",
    ])


OVERVIEW_TAILS = [
    "坚持“谁公开、谁审查、谁负责”，严把政治关、法律关、保密关。",
    "按照“应公开尽公开”要求，常态化开展自查自纠，问题件件有整改、事事有回音。",
    "充分发挥政务公开栏、村（居）务公开栏、电子显示屏作用，一步一步把公开延伸到基层。",
    "对照基层政务公开26个领域标准目录，逐项逐条梳理公开事项。",
    "在保障信息安全的前提下，做到能公开的全部公开。",
]
