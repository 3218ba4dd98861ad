using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotPartner.Tests.House;

/// <summary>Looks at what goes out, place by place: nothing in it that a person wrote may do anything.</summary>
internal static partial class Inert
{
    /// <summary>What platforms would carry out.</summary>
    private static readonly string[] InSlack =
    [
        "*b*", "_i_", "~s~", "`c`", "**b**", "<!channel>", "<!here>", "<@U123>", "<#C1>", "<https://evil", "<at>All", "@channel", "@here", "<b>h", "&lt;b&gt;",
    ];

    private static readonly string[] InTeams =
    [
        "*b*", "_i_", "~s~", "`c`", "**b**", "<!channel>", "<@U123>", "<https://evil", "<at>All", "[click](", "{{", "<b>h", "&lt;b&gt;",
    ];

    /// <summary>A message, a view, or an answer that holds one.</summary>
    public static void Slack(string name, string poison, JsonNode json)
    {
        foreach (var (path, said) in Strings(json, ""))
        {
            var where = $"{name} {path}: {said}";
            var field = path[(path.LastIndexOf('.') + 1)..];
            var mrkdwn = path is ".text" || path.EndsWith("mrkdwn.text", StringComparison.Ordinal);
            if (mrkdwn)
            {
                Assert.All(InSlack, a => Assert.False(said.Contains(a, StringComparison.OrdinalIgnoreCase) && poison.Contains(a, StringComparison.Ordinal), where));
                Assert.False(Quotation().IsMatch(said), where);
                Assert.All(Opened().Matches(said), m => Assert.Matches("^<@[UW][A-Z0-9]+>$", m.Value));
            }

            // What goes back as it came is not shown; everything else that is not mrkdwn is plain text.
            if (field is not ("value" or "initial_value" or "private_metadata"))
            {
                Assert.True(mrkdwn || field is "text" or "accessibility_label" || path.StartsWith(".errors.", StringComparison.Ordinal) || !said.Contains(poison[..5], StringComparison.Ordinal), where);
                Assert.False(Turning().IsMatch(said), where);
            }
        }
    }

    /// <summary>An activity, or the answer to an invoke.</summary>
    public static void Teams(string name, string poison, JsonNode message)
    {
        var tags = Strings(message, "").Where(s => s.Path.EndsWith("entities.mention.text", StringComparison.Ordinal)).Select(s => s.Said).ToArray();
        Assert.All(tags, t => Assert.Matches(@"^<at>[^<>*_\[\]~`\\|]+</at>$", t));
        foreach (var (path, said) in Strings(message, ""))
        {
            var where = $"{name} {path}: {said}";
            var field = path[(path.LastIndexOf('.') + 1)..];
            if (path.Contains(".data.", StringComparison.Ordinal) || (path.Contains(".Input.", StringComparison.Ordinal) && field == "value") || path.EndsWith("mentioned.name", StringComparison.Ordinal))
            {
                continue; // Not shown, or what is edited.
            }

            Assert.False(Turning().IsMatch(said), where);
            Assert.DoesNotContain("{{", said, StringComparison.Ordinal);
            if (path.EndsWith("TextBlock.text", StringComparison.Ordinal) || path.Contains(".facts.", StringComparison.Ordinal))
            {
                var bare = tags.Aggregate(said, (s, tag) => s.Replace(tag, "", StringComparison.Ordinal));
                Assert.All(InTeams, a => Assert.False(bare.Contains(a, StringComparison.OrdinalIgnoreCase) && poison.Contains(a, StringComparison.Ordinal), where));
                Assert.DoesNotContain('<', bare);
                Assert.False(Structure().IsMatch(bare), where);
            }
            else
            {
                Assert.True(field is "text" or "title" or "label" or "summary" or "fallbackText" or "errorMessage" || path is ".value" || !said.Contains(poison[..5], StringComparison.Ordinal), where);
            }
        }
    }

    /// <summary>Every string, with the names on the way to it; an object counts under its type, too.</summary>
    private static IEnumerable<(string Path, string Said)> Strings(JsonNode? node, string path) => node switch
    {
        JsonObject o when (o["type"] as JsonValue)?.ToString() is { } type && path.Length > 0 => o.SelectMany(m => Strings(m.Value, $"{path}.{type}.{m.Key}")),
        JsonObject o => o.SelectMany(m => Strings(m.Value, $"{path}.{m.Key}")),
        JsonArray a => a.SelectMany(i => Strings(i, path)),
        JsonValue v when v.GetValueKind() == JsonValueKind.String => [(path, v.GetValue<string>())],
        _ => [],
    };

    /// <summary>What a line of mrkdwn begins a quotation with.</summary>
    [GeneratedRegex(@"(^|\n)[ \t]*&gt;", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Quotation();

    [GeneratedRegex("<[^>]*>?", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Opened();

    /// <summary>What turns the writing direction of what follows; an isolate closes itself.</summary>
    [GeneratedRegex("[\u202a-\u202e\u200e\u200f\u061c]|[\u2066\u2067]", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Turning();

    /// <summary>What begins a heading, a list or a quotation in Markdown.</summary>
    [GeneratedRegex(@"(^|\n)\s*([#>+-]\s|\d+\.\s)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Structure();
}
