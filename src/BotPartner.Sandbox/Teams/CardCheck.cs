using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Teams;

/// <summary>What makes Teams refuse an Adaptive Card.</summary>
internal static class CardCheck
{
    private static readonly HashSet<string> Known =
    [
        "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Image", "ImageSet", "Media", "Container", "ColumnSet", "Column", "FactSet",
        "Fact", "Table", "TableRow", "TableCell", "TableColumnDefinition", "ActionSet", "Input.Text", "Input.Number", "Input.Date", "Input.Time",
        "Input.Toggle", "Input.ChoiceSet", "Input.Choice", "Data.Query", "BackgroundImage",
        "Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility",
    ];

    /// <summary>What is wrong with it; null if nothing is.</summary>
    public static string? Fault(JsonObject card)
    {
        if (CardReading.Kind(card) != "AdaptiveCard")
        {
            return "type must be AdaptiveCard";
        }

        if (!Version.TryParse((card["version"] as JsonValue)?.ToString(), out var version))
        {
            return "version is missing";
        }

        if (version > new Version(1, 5))
        {
            return $"version {version} is not supported";
        }

        var all = CardReading.All(card).ToList();
        if (all.FirstOrDefault(o => !Known.Contains(CardReading.Kind(o))) is { } unknown)
        {
            return $"unknown element type {CardReading.Kind(unknown)}";
        }

        if (all.FirstOrDefault(o => CardReading.Kind(o) is "TextBlock" && o["text"] is null) is not null)
        {
            return "a TextBlock needs text";
        }

        if (version < new Version(1, 4) && (card["refresh"] is not null || all.Any(o => CardReading.Kind(o) == "Action.Execute")))
        {
            return "Action.Execute and refresh need version 1.4";
        }

        return InputFault(all) ?? RefreshFault(card);
    }

    private static string? InputFault(List<JsonObject> all)
    {
        var inputs = all.Where(o => CardReading.Kind(o).StartsWith("Input.", StringComparison.Ordinal) && CardReading.Kind(o) != "Input.Choice").ToList();
        if (inputs.Any(i => CardReading.Id(i).Length == 0))
        {
            return "an input needs an id";
        }

        var twice = inputs.GroupBy(CardReading.Id).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            return $"duplicate input id {twice.Key}";
        }

        // Inputs are merged into the data of the action that is pressed, which therefore must be an object.
        return inputs.Count > 0 && all.Any(o => CardReading.Kind(o) is "Action.Submit" or "Action.Execute" && o["data"] is JsonValue or JsonArray)
            ? "action data must be an object where there are inputs"
            : null;
    }

    private static string? RefreshFault(JsonObject card) => card["refresh"] switch
    {
        null => null,
        JsonObject refresh when CardReading.Kind(refresh["action"] as JsonObject ?? []) != "Action.Execute" => "refresh needs an Action.Execute",
        JsonObject refresh when refresh["userIds"] is JsonArray { Count: > 60 } => "refresh.userIds holds more than 60",
        JsonObject => null,
        _ => "refresh must be an object",
    };
}
