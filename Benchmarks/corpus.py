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
