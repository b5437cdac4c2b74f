"""Boilerplate: what a CV says that is not about ability, blanked out so that it cannot count.

Private facts (gender, birth, marriage, photo, address, school names), offers of references, page numbers and
the like become blanks of the same length, so that every position in the text stays true. Conservative: what
is not surely boilerplate stays, and nobody's work, skills, wishes or interests are touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_LONG_LABELS = "|".join(
    (
        "通[讯訊]地址|[户戶]籍地?址?|[现現]居(?:住)?地?(?:址)?|居住地(?:址)?|[联聯][系繫絡络]地址",
        "家庭(?:住址|地址)|住址|地址|籍[贯貫]|[户戶]口(?:所在地)?|出生地",
        "[毕畢][业業](?:院校|[学學]校)|[学學]校(?:名[称稱])?|院校",
        "推[荐薦]人|[紧緊]急[联聯][系繫絡络]人|家庭(?:成[员員]|背景|[状狀][况況])",
        "(?:home |postal |mailing )?address|school|university|college|place of birth",
        "referees?|references?|emergency contact|next of kin",
    )
)
"""Labels whose values may hold commas."""

_SHORT_LABELS = "|".join(
    (
        "(?:中文|英文)?姓名|(?:英文)?名字|性[别別]|年[龄齡]|出生(?:年月日?|日期)?|生日|民族|[国國]籍",
        "婚姻(?:[状狀][况況])?|婚否|政治面貌|身高(?:[体體]重)?|[体體]重|血型|星座|生肖|宗教(?:信仰)?",
        "健康(?:[状狀][况況])?|照片|身[份分][证證](?:字)?(?:[号號])?(?:[码碼])?",
        "兵役(?:[状狀][况況])?|役[别別]|[驾駕]照(?:[种種][类類])?",
        "[联聯][系繫絡络](?:[电電][话話]|方式)|[邮郵]箱|[电電]子[邮郵]件|信箱|[邮郵]编",
        "微信[号號]|qq[号號]|line ?id|d\\.?o\\.?b\\.?|born",
        "(?:期望|希望)(?:月)?(?:[薪][资資水]|待遇|月薪)|薪[资資]要求|到[岗崗職职](?:[时時][间間]|日期)",
        "(?:full |first |last |given |family )?name|surname|gender|sex|age|date of birth",
        "birthday|marital status|nationality|citizenship|religion|ethnicity|height|weight|blood type",
        "driving licen[cs]e|salary expectations?|expected salary",
    )
)
"""Labels whose values are short; 'mobile' or 微信 are not here, since they head lists of skills as well."""

_COLON = r"[ ]?[:：】]"
_EDGE = r"(?:(?<=^)|(?<=[ \t\u3000|｜,，;；、/／•·*【]))"
_GAP = r"[ ]{2,}|[\t\u3000|｜]|$"
_NEXT = r"[ ,，;；、/／.。]+[^\s:：,，.。;；/／]{2,12}(?: [a-z]{2,12})?[ ]?[:：]"
_STOP = r"[,，;；、]|[/／](?![\d○])"

_FIELD = re.compile(
    rf"{_EDGE}(?:(?:{_LONG_LABELS}){_COLON}[^\n]{{0,120}}?(?={_NEXT}|{_GAP})"
    rf"|(?:{_SHORT_LABELS}){_COLON}[^\n]{{0,60}}?(?={_NEXT}|{_STOP}|{_GAP}))",
    re.IGNORECASE | re.MULTILINE,
)
"""A private label and its value, up to the next field on the line."""

_ALONE = re.compile(
    r"(?:(?<=^)|(?<=[\t\u3000|｜,，;；/／•·】]))[ ]*(?:"
    r"男(?:性|生)?|女(?:性|生)?|已婚(?:已育|未育)?|未婚(?:未育)?|[离離]婚|[单單]身|(?:已|未)育|役[毕畢]|免役|未役|"
    r"中共[党黨][员員]|共[青][团團][员員]|[团團][员員]|[党黨][员員]|群[众眾]|[汉漢]族|"
    r"\d{2} ?[岁歲]|(?:身高)? ?1\d\d ?cm|(?:[体體]重)? ?\d{2,3} ?kg|"
    r"(?:19|20)\d\d[年./-]\d{1,2}(?:[月./-]\d{1,2}日?|月)?(?:出生|生)|[有具]?(?:普通)?(?:汽|[机機])[车車][驾駕]照|"
    r"(?:fe)?male|(?:un)?married|divorced|aged? \d{2}|\d{2} years old|born (?:in|on) [\w ,]{4,24}|"
    r"(?:full,? |clean,? |valid )*(?:driving|driver'?s) licen[cs]e"
    r")[ ]*(?=[\t\u3000|｜,，;；/／•·。.]|$)",
    re.IGNORECASE | re.MULTILINE,
)
"""Private facts that stand alone between separators; never part of a longer phrase."""

_LINE = re.compile(
    r"^[ \t\u3000【\[(（*#•·-]*(?:"
    r"(?:page|p\.?) ?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?|-? ?\d{1,3} ?-?|\d{1,3} ?/ ?\d{1,3}|第 ?\d{1,3} ?[页頁]|"
    r"(?:[个個]人)?(?:求[职職])?(?:[简簡][历歷]|履[历歷](?:表)?)(?:表)?|curriculum vitae|cv|r[ée]sum[ée]|"
    r"(?:[个個]人|基本)(?:信息|[资資]料)|[联聯][系繫絡络]方式|"
    r"personal (?:details|information|data)|contact(?: details| information)?|"
    r"(?:本人)?(?:承[诺諾]|保[证證]).{0,16}(?:属[实實]|屬實|真[实實]).{0,8}|"
    r"i (?:hereby )?(?:declare|certify) that .{0,120}"
    r")[】\])）。. \t\u3000]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines that head a CV, number its pages or swear to it."""

_ANYWHERE = re.compile(
    r"(?<![ \t])[ \t]{2,}page \d{1,3} of \d{1,3}\s*$|第 ?\d{1,3} ?[页頁][，, ]*共 ?\d{1,3} ?[页頁]|"
    r"\b(?:references|referees) (?:are )?(?:available |provided |supplied )?(?:up)?on request\.?|"
    r"\beligible to work in (?:the )?[\w]{2,20}|可提供推[荐薦]人|附件?[为為]?(?:本人)?(?:近照|照片)|"
    r"(?<![^，。、；：】\n\s])我?(?:出生|生[长長]|成[长長])[于於在][^，。；\n]{1,20}|[来來]自[^，。\n]{0,10}家庭|家中排行[^，。\n]{0,3}",
    re.IGNORECASE | re.MULTILINE,
)
"""Offers, page numbers and family history, wherever they stand."""

_CONTACT = re.compile(
    r"(?:\be-?mail[:： ]{1,2})?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}|"
    r"(?<!\w)\+\d{1,3}(?:[ -]?\d{2,4}){2,4}(?!\d)|"
    r"\b(?:[电電][话話]|手[机機][号號]?[码碼]?|行[动動][电電][话話]|phone|tel(?:ephone)?|mobile|cell|fax)"
    r"[ ]?[:：.][ ]?[+(（\d][\dXx*()（） -]{5,24}|"
    r"(?<![\d.])(?:\+\d{1,3}[ -]?)?"
    r"(?:09\d{2}[ -]?\d{3}[ -]?\d{3}|1[3-9]\d[ -]?[\d*]{4}[ -]?\d{4}|0\d{1,3}-\d{6,8})(?![\d.])",
    re.IGNORECASE,
)
"""Mail addresses and telephone numbers of Taiwan, the mainland and abroad."""

_NOT_IN_NAMES = "的得了是我你他她不没沒在从從上下等到過过就都也与與和跟給给讀读念這这那每所剩"
"""Characters of running prose, by which a sentence about school is told from a school's name."""

_SCHOOL = re.compile(
    r"(?:(?<=^)|(?<=[\s:：,，;；、|｜。（(在念讀读於于]))"
    rf"(?:(?![{_NOT_IN_NAMES}])[\u4e00-\u9fff○〇ＯX*]){{2,10}}?"
    r"(?:大[学學]|(?:[职職][业業]|技[术術]|工[业業]|商[业業]|[师師]范|科技|管理|[艺藝][术術])+[学學]院|科大|"
    r"高[中商職职工農农]|[职職]高|中[学學]|[国國]中|[国國]小|小[学學]|中[专專])(?![生一二三四时時期里裡老])"
    r"|\bUniversity of (?:the )?[A-Z][\w'-]+(?: (?:and |at |in )?[A-Z][\w'-]+){0,3}"
    r"|\b(?:[A-Z][\w.'-]{1,20} ){1,4}"
    r"(?:University|College|High School|Secondary School|Grammar School|Polytechnic)\b",
    re.MULTILINE,
)
"""Names of schools; what was studied there stays."""

_PERSON = re.compile(
    r"\b(?:\d{1,2}|twenty|thirty|forty|fifty)[ -]?years?[ -]old\b|\baged? \d{1,2}\b"
    r"|\b(?:wo)?m[ae]n\b(?!['’]s)|\b(?:fe)?male\b|\b(?:girl|boy|lady|guy|gentleman)\b(?!['’]s)"
    r"|\b(?:he|she|him|her|his|hers|mr|mrs|ms|miss)\b\.?"
    r"|(?:今年|現年|现年)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[歲岁]"
    r"|(?<![\u4e00-\u9fff])[男女](?:生|性|士|孩|的)?(?![\u4e00-\u9fff])|(?<=我是)[男女]的?(?![\u4e00-\u9fff])"
    r"|(?<=是)(?:個|个|一個|一个|一名|一位)?[男女](?:生|性|士|孩|孩子|人)|(?<=[我位名])[男女](?:生|性)",
    re.IGNORECASE,
)
"""Gender and age inside a sentence; goods for women or men (women's shoes, 女裝) are not about the person."""

_WORD = re.compile(r"[a-z]+")
_PERSON_WORDS = (
    "aged boy female gentleman girl guy he her hers him his lady"
    " male man men miss mr mrs ms old she woman women"
)
_PERSON_WORD = frozenset(_PERSON_WORDS.split())
_PERSON_MARK = re.compile("[男女歲岁]")


def _may_tell_of_person(line: str) -> bool:
    """Whether a line holds a word that every match of `_PERSON` holds one of."""
    if _PERSON_MARK.search(line):
        return True
    return not _PERSON_WORD.isdisjoint(_WORD.findall(line.casefold()))


_RULES: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (
        _ANYWHERE,
        re.compile(
            r"page|request|eligible|[页頁附]|供推[荐薦]|[生长長][于於在]|家庭|家中排行",
            re.IGNORECASE,
        ).search,
    ),
    (_LINE, bool),
    (_FIELD, re.compile(r"[:：】]").search),
    (_ALONE, bool),
    (_CONTACT, re.compile(r"@|[+(（\d][\dXx*()（） -]{5}").search),
    (
        _SCHOOL,
        re.compile(
            r"[大中小][学學]|[学學]院|科大|高[中商職职工農农]|[职職]高|[国國][中小]|中[专專]"
            r"|Univ|School|College|Polytechnic"
        ).search,
    ),
    (_PERSON, _may_tell_of_person),
)
"""Rules, each with a cheap test that every line with a match of it passes; others need not be searched."""

_LINE_LIMIT = 2_000
"""A line longer than this is running prose, in which only contacts and school names are looked for."""


@dataclass(frozen=True)
class Kept:
    """A text with its boilerplate blanked out."""

    text: str
    """As long as the original; each dropped character is a blank, and line ends stay."""
    dropped: tuple[str, ...]
    """What was blanked out, in order, for showing."""


def without_boilerplate(text: str) -> Kept:
    """Blank out what is not about ability.

    Args:
        text: a CV or any other text, as written.

    Returns:
        The kept text, in which every position is that of the original, and what was dropped.
    """
    kept = "\n".join(map(_without, text.split("\n")))
    if kept == text:
        return Kept(text, ())
    blanked = "".join(
        original if original != left or original.isspace() else "\0"
        for original, left in zip(text, kept, strict=True)
    )
    dropped = tuple(part.strip() for part in re.split(r"[\0\n\t\u3000]+|\s{2,}", blanked) if part.strip())
    return Kept(kept, dropped)


def _without(line: str) -> str:
    left = line
    for rule, may_match in _RULES if len(line) <= _LINE_LIMIT else _RULES[-3:]:
        if may_match(line):
            left = rule.sub(_blank, left)
    return left


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"\S", " ", match.group())
