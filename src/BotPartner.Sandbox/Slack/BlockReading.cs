using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Slack;

/// <summary>What a person sees in blocks.</summary>
public static class BlockReading
{
    /// <summary>All visible text, top to bottom, a line each; buttons by their label.</summary>
    public static string PlainText(JsonArray? blocks) => string.Join('\n', Texts(blocks).Where(t => t.Length > 0));

    /// <summary>Every button, with the block it stands in.</summary>
    public static IEnumerable<(JsonObject Block, JsonObject Element)> Buttons(JsonArray? blocks)
    {
        foreach (var block in (blocks ?? []).OfType<JsonObject>())
        {
            var elements = (block["elements"] as JsonArray ?? []).OfType<JsonObject>();
            var accessory = block["accessory"] is JsonObject one ? [one] : Array.Empty<JsonObject>();
            foreach (var button in elements.Concat(accessory).Where(e => (string?)e["type"] == "button"))
            {
                yield return (block, button);
            }
        }
    }

    /// <summary>The element with these ids, with the block it stands in.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static (JsonObject Block, JsonObject Element) Used(JsonArray? blocks, string blockId, string actionId)
    {
        var block = (blocks ?? []).OfType<JsonObject>().FirstOrDefault(b => (string?)b["block_id"] == blockId);
        var elements = (block?["elements"] as JsonArray ?? []).Append(block?["accessory"]).Append(block?["element"]).OfType<JsonObject>();
        return elements.FirstOrDefault(e => (string?)e["action_id"] == actionId) is { } element
            ? (block!, element)
            : throw new InvalidOperationException("This button is no longer there.");
    }

    /// <summary>Every input block.</summary>
    public static IEnumerable<JsonObject> Inputs(JsonArray? blocks) =>
        (blocks ?? []).OfType<JsonObject>().Where(b => (string?)b["type"] == "input" && b["element"] is JsonObject);

    /// <summary>The label of a button or an input block.</summary>
    public static string Label(JsonObject item) => (string?)(item["text"] ?? item["label"])?["text"] ?? "";

    internal static IEnumerable<JsonObject> Options(JsonObject element) =>
        (element["options"] as JsonArray ?? []).Concat((element["option_groups"] as JsonArray ?? []).SelectMany(g => g?["options"] as JsonArray ?? [])).OfType<JsonObject>();

    /// <summary>The characters that count against a message's text budget.</summary>
    internal static int Length(JsonNode? node) => Texts(node).Sum(t => t.Length);

    private static IEnumerable<string> Texts(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                return list.SelectMany(Texts);
            case JsonObject o when (string?)(o["type"] as JsonValue) is "plain_text" or "mrkdwn" or "markdown" or "text":
                return [o["text"]?.ToString() ?? ""];
            case JsonObject o:
                // Words that only show after another step are not read at a glance.
                return o.Where(p => p.Key is not ("confirm" or "accessibility_label" or "initial_option")).SelectMany(p => p.Key == "alt_text" ? [p.Value?.ToString() ?? ""] : Texts(p.Value));
            default:
                return [];
        }
    }
}
