using System.Text.Json;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Languages;

/// <summary>The catalogue: every text in every language, resolved for one reader.</summary>
public sealed class Texts
{
    /// <summary>The languages that every text exists in.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "fr", "es"];

    // What the product says, and the principles that it knows.
    private static readonly string[] Resources = ["", "catalogue."];

    private static readonly Lazy<Texts> BuiltIn = new(Read);

    private readonly Dictionary<string, Dictionary<string, (string Raw, IReadOnlyList<Pattern> Pattern)>> catalogue = [];

    private Texts()
    {
    }

    /// <summary>The catalogue built into the product, read once.</summary>
    public static Texts Load() => BuiltIn.Value;

    /// <summary>The language of <see cref="Languages"/> nearest to a tag such as <c>fr-CA</c>; English if none is.</summary>
    public static string Nearest(string? tag) =>
        tag is null ? "en" : Languages.FirstOrDefault(l => tag.StartsWith(l, StringComparison.OrdinalIgnoreCase)) ?? "en";

    /// <summary>All keys of a language.</summary>
    public IReadOnlyCollection<string> Keys(string language) => catalogue[language].Keys;

    /// <summary>Whether there is such a text.</summary>
    public bool Has(string key) => catalogue["en"].ContainsKey(key);

    /// <summary>An entry as it is written in the catalogue.</summary>
    public string Raw(string key, string language) => catalogue[language][key].Raw;

    /// <summary>The parsed form of an entry.</summary>
    public IReadOnlyList<Pattern> Parsed(string key, string language) => catalogue[language][key].Pattern;

    /// <summary>A text for a reader, as stretches that a renderer escapes each in its own way.</summary>
    public IReadOnlyList<Run> Runs(Text text, Reader reader)
    {
        var runs = new List<Run>();
        Add(text, reader, false, runs);
        return runs;
    }

    /// <summary>A text for a reader, as bare characters.</summary>
    public string Plain(Text text, Reader reader)
    {
        var runs = Runs(text, reader);
        return runs.Count == 1 ? runs[0].Value : string.Concat(runs.Select(r => r.Value));
    }

    private static Texts Read()
    {
        var texts = new Texts();
        foreach (var language in Languages)
        {
            texts.catalogue[language] = [];
            foreach (var name in Resources.Select(r => $"{r}{language}.json"))
            {
                using var stream = typeof(Texts).Assembly.GetManifestResourceStream(name)
                    ?? throw new InvalidOperationException($"the texts of {name} are missing from the assembly");
                foreach (var (key, text) in JsonSerializer.Deserialize(stream, CoreJson.Default.DictionaryStringString)!)
                {
                    texts.catalogue[language].Add(key, (text, Pattern.Parse(text)));
                }
            }
        }

        return texts;
    }

    private void Add(Text text, Reader reader, bool strong, List<Run> runs)
    {
        switch (text)
        {
            case Text.Said said:
                Add(catalogue[reader.Language][said.Key].Pattern, said.Args, null, reader, strong, runs);
                break;
            case Text.Verbatim verbatim:
                runs.Add(new(verbatim.Value, RunKind.Verbatim, strong));
                break;
            case Text.Number number:
                runs.Add(new(Grouped(number.Value, reader.Language), RunKind.Own, strong));
                break;
            case Text.Moment moment:
                runs.Add(new(When(moment.Value, reader), RunKind.Own, strong));
                break;
            case Text.Strong inner:
                Add(inner.Inner, reader, true, runs);
                break;
            case Text.Mention mention:
                runs.Add(new(mention.Person.Name, RunKind.Mention, strong, mention.Person));
                break;
            case Text.Listed listed:
                Enumerate(listed.Items, reader, strong, runs);
                break;
            case Text.Joined joined:
                foreach (var part in joined.Parts)
                {
                    Add(part, reader, strong, runs);
                }

                break;
        }
    }

    private void Add(
        IReadOnlyList<Pattern> pattern, IReadOnlyDictionary<string, Text> args, long? count, Reader reader, bool strong, List<Run> runs)
    {
        foreach (var part in pattern)
        {
            switch (part)
            {
                case Pattern.Literal literal:
                    runs.Add(new(literal.Value, RunKind.Own, strong));
                    break;
                case Pattern.Argument argument:
                    Add(args[argument.Name], reader, strong, runs);
                    break;
                case Pattern.Hash:
                    runs.Add(new(Grouped(count!.Value, reader.Language), RunKind.Own, strong));
                    break;
                case Pattern.Plural plural:
                    var n = ((Text.Number)args[plural.Name]).Value;
                    Add(IsOne(n, reader.Language) ? plural.One : plural.Other, args, n, reader, strong, runs);
                    break;
            }
        }
    }

    private void Enumerate(IReadOnlyList<Text> items, Reader reader, bool strong, List<Run> runs)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                runs.Add(new(i == items.Count - 1 ? catalogue[reader.Language]["list.and"].Raw : ", ", RunKind.Own, strong));
            }

            Add(items[i], reader, strong, runs);
        }
    }

    /// <summary>CLDR: French counts zero as one; English and Spanish do not.</summary>
    private static bool IsOne(long n, string language) => n == 1 || (n == 0 && language == "fr");

    private static string Grouped(long n, string language)
    {
        var digits = n.ToString();
        return n is > -10_000 and < 10_000 ? digits : n.ToString("N0").Replace(",", language == "en" ? "," : "\u202f", StringComparison.Ordinal);
    }

    private string When(Instant instant, Reader reader)
    {
        var local = instant.InZone(reader.Zone);
        string Word(string key) => catalogue[reader.Language][key].Raw;
        return Plain(
            Text.Say(
                "date.moment",
                ("weekday", Word($"date.weekday.{(int)local.DayOfWeek}")),
                ("day", local.Day),
                ("month", Word($"date.month.{local.Month}")),
                ("year", local.Year.ToString()),
                ("time", $"{local.Hour:00}:{local.Minute:00}"),
                ("zone", reader.Zone.Id)),
            reader);
    }
}
