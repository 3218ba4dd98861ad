using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Principles;

/// <summary>Reads and writes what is said of principles, in any language.</summary>
public sealed class PrincipleWords(Texts texts)
{
    private readonly ProposalWords proposals = new(texts);
    private readonly ReviewWords reviews = new(texts);

    /// <summary>A text as bare characters, for what is kept or looked through.</summary>
    public string Plain(Text text, string? language) => texts.Plain(text, Reader.Of(language, null));

    /// <summary>The text of the decision: what is made of which principle, then its words on lines of their own.</summary>
    public string Put(Act act, int number, Text title, Text words, string? language) =>
        $"{Plain(Heading(act, number, title), language)}\n{Plain(words, language)}".Trim();

    /// <summary>The text of the decision that adopts one of the catalogue.</summary>
    public string Put(Catalogued one, string? language) => Put(Act.Adopt, 0, one.Title, one.About, language);

    /// <summary>Whether a decision's text says the catalogue's words and nothing else.</summary>
    public bool IsOf(Catalogued one, string text) => Texts.Languages.Any(l => Plain(Put(one, l), l) == text.ReplaceLineEndings("\n").Trim());

    /// <summary>What a decision's text says: the title, null if it says none, and the words.</summary>
    public (string? Title, string Words) Read(PrincipleMatter matter, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Trim().Split('\n', 2);
        var colon = lines[0].IndexOf(':');
        if (colon < 0 || !Texts.Languages.Any(l => Words.Fold(Plain(Heading(matter.Act, matter.Number, ""), l)) == Words.Fold(lines[0][..(colon + 1)])))
        {
            return (null, text.Trim());
        }

        var (first, rest) = (lines[0][(colon + 1)..].Trim(), lines.Length > 1 ? lines[1].Trim() : "");
        return rest.Length == 0 ? Split(first) is var (title, words) ? (title, words) : (first.Length is > 0 and <= Principle.MaxTitle ? first : null, first)
            : first.Length is > 0 and <= Principle.MaxTitle ? (first, rest)
            : (null, $"{first}\n{rest}".Trim());
    }

    /// <summary>Reads <c>TITLE: TEXT</c>; null if it is not that.</summary>
    public static (string Title, string Words)? Split(string typed)
    {
        var colon = typed.IndexOf(':');
        return colon > 0 && Line(typed[..colon]) is { Length: > 0 } title && typed[(colon + 1)..].Trim() is { Length: > 0 } words ? (title, words) : null;
    }

    /// <summary>What was typed after a verb: the words, the proposal that is to carry them, when to review, and what was not understood.</summary>
    public (string Words, Proposal Terms, string? Review, IReadOnlyList<string> Unclear) Parse(string typed)
    {
        var (rest, review) = reviews.Parse(typed);
        var (proposal, unclear) = proposals.Parse(rest);
        return (proposal.Text, proposal, review == "none" ? null : review, unclear);
    }

    /// <summary>The one of the catalogue that was named, by its id or by its title in any language.</summary>
    public Catalogued? InCatalogue(string typed)
    {
        var name = Bare(typed);
        return Catalogue.All.FirstOrDefault(c => c.Id == name || Texts.Languages.Any(l => Words.Fold(Plain(c.Title, l)) == name));
    }

    /// <summary>The adopted one that was named: by its number, as <c>3</c> or <c>#3</c>, alone or before its title, or by its title in any language.</summary>
    public Principle? Among(IReadOnlyList<Principle> adopted, string typed)
    {
        var name = Bare(typed);
        var (number, rest) = Numbered.Split(name);
        return number > 0 && (rest.Length == 0 || name[0] == '#') ? adopted.FirstOrDefault(p => p.Number == number && (rest.Length == 0 || IsCalled(p, rest)))
            : adopted.FirstOrDefault(p => IsCalled(p, name));
    }

    /// <summary>Those in which every word that was typed is found, in their title, text or source as somebody reads them.</summary>
    public IReadOnlyList<T> About<T>(IEnumerable<T> all, string typed, string? language, Func<T, IEnumerable<Text>> of)
    {
        var asked = Words.Fold(typed).Split([' ', '\''], StringSplitOptions.RemoveEmptyEntries);

        // What is left of an article, or is one, stands in no title with every word.
        var telling = asked.Where(a => a.Length > 2 || !a.All(char.IsLetter)).ToArray();
        asked = telling.Length > 0 ? telling : asked;
        return [.. all.Where(one => Words.Fold(string.Join(' ', of(one).Select(t => Plain(t, language)))) is var said && asked.All(a => said.Contains(a, StringComparison.Ordinal)))];
    }

    /// <summary>What an adopted one is looked through for.</summary>
    public static IEnumerable<Text> Of(Principle principle) => [(Text)$"#{principle.Number}", principle.Name, principle.Saying, principle.Source];

    /// <summary>What one of the catalogue is looked through for.</summary>
    public static IEnumerable<Text> Of(Catalogued one) => [one.Title, one.About, Catalogue.SourceText(one.Source)];

    /// <summary>What follows one of the catalogue's words at the beginning, or null.</summary>
    public string? After(string typed, string key)
    {
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).OrderByDescending(w => w.Length))
        {
            var count = word.Split(' ').Length;
            if (words.Length >= count && Words.Fold(string.Join(' ', words.Take(count))) == Words.Fold(word))
            {
                return string.Join(' ', words.Skip(count));
            }
        }

        return null;
    }

    /// <summary>Words on one line.</summary>
    public static string Line(string typed) => string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private bool IsCalled(Principle principle, string name) => Texts.Languages.Any(l => Words.Fold(Plain(principle.Name, l)) == name);

    private static string Bare(string typed) => Words.Fold(typed).Trim('"', '“', '”', '«', '»', ' ', '.');

    private static Text Heading(Act act, int number, Text title) => act switch
    {
        Act.Adopt => Text.Say("principle.put.adopt", ("title", title)),
        Act.Revise => Text.Say("principle.put.revise", ("n", number.ToString()), ("title", title)),
        _ => Text.Say("principle.put.retire", ("n", number.ToString()), ("title", title)),
    };
}
