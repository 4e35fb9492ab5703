/// What a line of the sample shows.
extension LayoutSense {
  /// A line of the sample.
  struct Line {
    var columns: Int
    var indent: Int
    var blanks: Int
    var isStopped: Bool
    var isShort: Bool
    var isCapitals: Bool
    /// Whether it may be a title below another, by its form: no byline, date or greeting.
    var mayStandBelow: Bool
    var endsWithHyphen: Bool
    var startsInCapital: Bool
    /// Whether a digit begins it, or a letter of a script with wide characters.
    var startsWide: Bool
    /// The mark of a rule; 0 where it is none.
    var rule: UInt32
    var isNumbered: Bool
    var isNumberedInDigits: Bool
    /// Whether a row of a table, which is not among the lines, stands right above.
    var isBelowRow: Bool
    /// Whether it is one word in brackets.
    var isBracketedWord: Bool
    /// Whether it is a few characters of Han, and no name of a person.
    var isShortHan: Bool
    /// The bracket, which is not a round one, that a few words stand in: `＜書評＞`, `【要闻】`; 0 where they do not.
    var columnBracket: UInt32
    /// Whether all of it stands in square brackets.
    var isInBrackets: Bool
    /// Whether capitals and a full stop begin it.
    var runsIn: Bool
    /// Whether a title in title case begins it, and more follows.
    var runsInByCase: Bool
    /// Whether a title in brackets begins it.
    var runsInBrackets: Bool
    /// Whether a bullet and a blank begin it.
    var isBulleted: Bool
    /// Whether a dash and a blank begin it, and no label behind them.
    var isDashed: Bool
    /// Whether it is a day, or several, and nothing else.
    var isDay: Bool
    /// Whether `> ` begins it.
    var isAngled: Bool
    /// Whether one to three # and a blank begin it.
    var isHashed: Bool
    /// Whether the name of a book begins it, and more follows.
    var namesBook: Bool
    /// Whether a colon ends it, as it does labels above text.
    var endsWithColon: Bool
    /// Whether a label stands behind its mark: `◆日時：…`.
    var isLabelled: Bool
    /// The mark that begins it, which is no letter of any script; 0 where none does.
    var mark: UInt32

    var isRule: Bool { rule != 0 }
    var isColumnInBrackets: Bool { columnBracket != 0 }
  }
}
