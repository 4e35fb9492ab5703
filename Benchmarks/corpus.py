"""Synthetic bulletins for measuring: random sentences of common characters, cut by page breaks.

The same size gives the same bytes. What the text must be read as is the business of the tests; here
only the mix counts: short and long paragraphs, one- and two-line sign-offs, a few marks to escape.
"""
import random

COMMON = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xC8) for low in range(0xA1, 0xFF)]
MARKS = ["R&D", "a<b", "“5G+”", "COVID-19", '"双创"', "𠮷野"]


class Bulletins:
    def __init__(self, seed=7):
        self.random = random.Random(seed)
        self.words = ["".join(self.random.choices(COMMON, k=self.random.choice((1, 2, 2, 3)))) for _ in range(5000)]

    def words_of(self, count):
        return "".join(self.random.choices(self.words, k=count))

    def sentence(self):
        clauses = [self.words_of(self.random.randint(3, 8)) for _ in range(self.random.randint(1, 4))]
        if self.random.random() < 0.02:
            clauses[0] += self.random.choice(MARKS)
        return ",".join(clauses) + "。"

    def paragraph(self):
        text = "".join(self.sentence() for _ in range(self.random.randint(1, 7)))
        if len(text) > 60 and self.random.random() < 0.25:
            cut = self.random.randint(20, len(text) - 20)
            if text[cut - 1] not in "。," and text[cut] not in "。,":
                return text[:cut] + "\n\n" + text[cut:]
        return text

    def article(self, paragraphs):
        body = "\n\n".join(self.paragraph() for _ in range(paragraphs))
        gap = self.random.choice((" ", "\n"))
        date = "20%02d-%02d-%02d" % (self.random.randint(1, 30), self.random.randint(1, 12), self.random.randint(1, 28))
        return "%s\n\n%s\n\n中国%s办公厅%s[%s]\n\n" % (self.words_of(6), body, self.words_of(1), gap, date)

    def bulletin(self, size):
        """A bulletin of about `size` bytes, in pieces."""
        yield ("· %s要闻 ·\n\n" % self.words_of(2)).encode()
        written = 0
        while written < size:
            piece = self.article(self.random.randint(2, 8)).encode()
            written += len(piece)
            yield piece
        yield "(责任编辑 王丽娜)\n".encode()


def write(path, size, seed=7):
    with open(path, "wb") as file:
        file.writelines(Bulletins(seed).bulletin(size))


SENTENCE = "会议强调,要坚持以人民为中心的发展思想,扎实推动高质量发展。" * 8
MARKED = (
    "<p>会议<bold>强调</bold>,<italic>要坚持</italic><sup>1</sup>以<ext-link ext-link-type=\"uri\""
    " xlink:href=\"http://example.org/?a=1&amp;b=2\">人民</ext-link>为<named-content"
    " content-type=\"x\">中心</named-content></p>\n")
# What stands between the start and the end of a document, again and again: (once before, piece, once after).
OPEN = (
    "<sub-article article-type=\"news\"><front-stub><title-group><article-title>标题</article-title>"
    "</title-group></front-stub><body>\n")
CLOSE = "</body></sub-article>\n"
SHAPES = {
    "markup": ("", OPEN + MARKED * 6 + CLOSE, ""),
    "one giant article": (OPEN, "<p>" + SENTENCE + "</p>\n", CLOSE),
    "one text node": (OPEN + "<p>", SENTENCE, "</p>" + CLOSE),
    "tiny articles": ("", OPEN + "<p>要</p>" + CLOSE, ""),
}


def write_jats(path, size, shape):
    """A JATS collection of one of the SHAPES."""
    before, piece, after = (part.encode() for part in SHAPES[shape])
    block = piece * max(1, 10**5 // len(piece))
    with open(path, "wb") as file:
        file.write((
            "<article xmlns:xlink=\"http://www.w3.org/1999/xlink\" article-type=\"collection\""
            " xml:lang=\"zh\">\n<front><article-meta><title-group><article-title>要闻</article-title>"
            "</title-group></article-meta></front>\n").encode() + before)
        while file.tell() < size:
            file.write(block)
        file.write(after + b"</article>\n")
