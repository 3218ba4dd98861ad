using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Teams.Inbound;

namespace BotPartner.Teams.Cards;

/// <summary>For whom something is rendered.</summary>
/// <param name="Reader">Language and zone.</param>
/// <param name="Realm">The tenant; only its people can be notified there.</param>
public sealed record Audience(Reader Reader, string Realm);

/// <summary>How a text stands in a card.</summary>
public enum Look
{
    /// <summary>As running text.</summary>
    Body,

    /// <summary>As the heading.</summary>
    Heading,

    /// <summary>As a remark of lesser weight.</summary>
    Quiet,

    /// <summary>As something to be mended.</summary>
    Alert,
}

/// <summary>Turns texts into what stands in one card, and remembers whom that card mentions.</summary>
/// <param name="texts">The catalogue.</param>
/// <param name="audience">For whom.</param>
/// <param name="longest">Words of people beyond this length are cut, and the cut is said.</param>
public sealed class Wording(Texts texts, Audience audience, int longest = int.MaxValue)
{
    private readonly Dictionary<string, Person> mentioned = [];

    /// <summary>The language that is written.</summary>
    public string Language => audience.Reader.Language;

    /// <summary>The mentions so far, as <c>msteams.entities</c>; null if there are none.</summary>
    public JsonArray? Entities => mentioned.Count == 0 ? null : [.. mentioned.Select(m => (JsonNode)new JsonObject
    {
        ["type"] = "mention",
        ["text"] = m.Key,
        ["mentioned"] = new JsonObject { ["id"] = m.Value.User, ["name"] = Markup.Clean(m.Value.Name) },
    })];

    /// <summary>As bare characters: labels of inputs, titles of buttons, notifications. No Markdown there, but perhaps functions.</summary>
    public string Plain(Text text)
    {
        var runs = Runs(text);
        return WithoutFunctions(runs.Count == 1 ? runs[0].Value : string.Concat(runs.Select(r => r.Value)));
    }

    /// <summary>As Markdown: text blocks and facts.</summary>
    public string Marked(Text text) => Marked(Runs(text));

    /// <summary>As an element. Words of people go into a rich text block, which knows no Markdown on any client, unless somebody
    /// is mentioned beside them: only text blocks and facts can notify.</summary>
    public JsonObject Block(Text text, Look look = Look.Body)
    {
        var runs = Runs(text);
        var block = look == Look.Heading || runs.All(r => r.Kind == RunKind.Own) || runs.Any(r => r.Kind == RunKind.Mention)
            ? new JsonObject { ["type"] = "TextBlock", ["text"] = Marked(runs), ["wrap"] = true }
            : new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = Inlines(runs, look) };
        var isText = block.ContainsKey("text");
        switch (look)
        {
            case Look.Heading:
                block["style"] = "heading";
                block["size"] = "Medium";
                block["weight"] = "Bolder";
                break;
            case Look.Quiet when isText:
                block["isSubtle"] = true;
                break;
            case Look.Alert when isText:
                block["color"] = "Attention";
                break;
        }

        return block;
    }

    private List<Run> Runs(Text text)
    {
        var found = texts.Runs(text, audience.Reader);
        var runs = new List<Run>(found.Count);
        foreach (var run in found)
        {
            var here = run.Kind == RunKind.Mention && run.Person is { Platform: Incoming.Platform } p && p.Realm == audience.Realm;
            var kind = run.Kind == RunKind.Mention && !here ? RunKind.Verbatim : run.Kind;
            var value = Markup.Clean(run.Value);
            var cut = kind == RunKind.Verbatim && value.Length > longest ? value.Length - Cut(value) : 0;
            if (cut > 0)
            {
                value = value[..^cut];
            }

            if (kind == RunKind.Verbatim && found.Count > 1 && Markup.RunsLeft(value))
            {
                value = $"\u2068{value}\u2069";
            }

            runs.Add(run with { Value = value, Kind = kind });
            if (cut > 0)
            {
                runs.Add(new(texts.Plain(Text.Say("teams.cut", ("count", cut)), audience.Reader), RunKind.Own));
            }
        }

        return runs;
    }

    /// <summary>Where to cut: not within one visible character.</summary>
    private int Cut(string value)
    {
        var at = longest;
        while (at > 0 && (char.IsLowSurrogate(value[at]) || value[at] is '\u200d' or '\ufe0f' || value[at - 1] == '\u200d'
            || CharUnicodeInfo.GetUnicodeCategory(value[at]) == UnicodeCategory.NonSpacingMark))
        {
            at--;
        }

        return at;
    }

    private string Marked(List<Run> runs)
    {
        var marked = new StringBuilder();
        foreach (var run in runs)
        {
            var value = run.Value.AsSpan();
            var inner = run.Strong ? value.Trim() : value;
            var lead = run.Strong ? value.Length - value.TrimStart().Length : 0;
            Markup.Escape(marked, value[..lead].ToString());
            var bold = run.Strong && inner.Length > 0;
            marked.Append(bold ? "**" : "");
            if (run.Kind == RunKind.Mention)
            {
                marked.Append(Tag(run.Person!));
            }
            else
            {
                Markup.Escape(marked, inner.ToString());
            }

            marked.Append(bold ? "**" : "");
            Markup.Escape(marked, value[(lead + inner.Length)..].ToString());
        }

        return marked.ToString();
    }

    private static JsonArray Inlines(List<Run> runs, Look look)
    {
        var inlines = new JsonArray();
        for (var i = 0; i < runs.Count;)
        {
            var strong = runs[i].Strong;
            var text = new StringBuilder();
            for (; i < runs.Count && runs[i].Strong == strong; i++)
            {
                text.Append(runs[i].Value);
            }

            var run = new JsonObject { ["type"] = "TextRun", ["text"] = WithoutFunctions(text.ToString()) };
            if (strong)
            {
                run["weight"] = "Bolder";
            }

            if (look == Look.Quiet)
            {
                run["isSubtle"] = true;
            }

            if (look == Look.Alert)
            {
                run["color"] = "Attention";
            }

            inlines.Add((JsonNode)run);
        }

        return inlines;
    }

    /// <summary>Functions such as <c>{{DATE(…)}}</c> are interpreted wherever text is shown; an invisible joiner breaks their beginning.</summary>
    private static string WithoutFunctions(string words) => words.Replace("{{", "{\u2060{", StringComparison.Ordinal);

    /// <summary>The tag of a mention. Teams finds the person by the tag's exact text, so two people of one name need two texts.</summary>
    private string Tag(Person person)
    {
        var name = Markup.TagName(person.Name);
        var tag = $"<at>{name}</at>";
        while (mentioned.TryGetValue(tag, out var other) && other.Key != person.Key)
        {
            name += '\u2060';
            tag = $"<at>{name}</at>";
        }

        mentioned[tag] = person;
        return tag;
    }
}
