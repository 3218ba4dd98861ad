namespace BotPartner.Core.Languages;

/// <summary>A catalogue entry, parsed: <c>{name}</c> and <c>{count, plural, one {# partner} other {# partners}}</c>, which may nest.</summary>
public abstract record Pattern
{
    private Pattern()
    {
    }

    /// <summary>Characters to show.</summary>
    public sealed record Literal(string Value) : Pattern;

    /// <summary>An argument.</summary>
    public sealed record Argument(string Name) : Pattern;

    /// <summary>The number that chose the plural form around it.</summary>
    public sealed record Hash : Pattern;

    /// <summary>Forms by the number of an argument.</summary>
    public sealed record Plural(string Name, IReadOnlyList<Pattern> One, IReadOnlyList<Pattern> Other) : Pattern;

    /// <summary>Parses an entry.</summary>
    /// <exception cref="FormatException">It is not well formed.</exception>
    public static IReadOnlyList<Pattern> Parse(string entry)
    {
        var at = 0;
        var parts = Parse(entry, ref at, inPlural: false);
        return at == entry.Length ? parts : throw new FormatException($"unmatched }} at {at} in: {entry}");
    }

    private static List<Pattern> Parse(string s, ref int at, bool inPlural)
    {
        var parts = new List<Pattern>();
        var literal = new System.Text.StringBuilder();
        void Flush()
        {
            if (literal.Length > 0)
            {
                parts.Add(new Literal(literal.ToString()));
                literal.Clear();
            }
        }

        while (at < s.Length && s[at] != '}')
        {
            if (s[at] == '#' && inPlural)
            {
                Flush();
                parts.Add(new Hash());
                at++;
            }
            else if (s[at] == '{')
            {
                Flush();
                at++;
                parts.Add(Braced(s, ref at));
            }
            else
            {
                literal.Append(s[at++]);
            }
        }

        Flush();
        return parts;
    }

    private static Pattern Braced(string s, ref int at)
    {
        var name = Until(s, ref at, ',', '}').Trim();
        if (s[at++] == '}')
        {
            return new Argument(name);
        }

        if (Until(s, ref at, ',', '}').Trim() != "plural" || s[at++] != ',')
        {
            throw new FormatException($"only plural is known: {s}");
        }

        IReadOnlyList<Pattern>? one = null, other = null;
        while (Until(s, ref at, '{', '}').Trim() is { Length: > 0 } form)
        {
            at++;
            var parts = Parse(s, ref at, inPlural: true);
            at++;
            switch (form)
            {
                case "one":
                    one = parts;
                    break;
                case "other":
                    other = parts;
                    break;
                default:
                    throw new FormatException($"unknown plural form {form}: {s}");
            }
        }

        at++;
        return one is null || other is null ? throw new FormatException($"a plural needs one and other: {s}") : new Plural(name, one, other);
    }

    private static string Until(string s, ref int at, char a, char b)
    {
        var end = s.AsSpan(at).IndexOfAny(a, b);
        if (end < 0)
        {
            throw new FormatException($"unclosed brace: {s}");
        }

        var found = s.Substring(at, end);
        at += end;
        return found;
    }
}
