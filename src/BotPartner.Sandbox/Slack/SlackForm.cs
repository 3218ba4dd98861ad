using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Slack;

/// <summary>What a person filled into a modal, as Slack reports it.</summary>
internal static class SlackForm
{
    /// <summary><c>state.values</c>: what stood in the inputs, overlaid with what was filled in (by label, block id or action id).</summary>
    public static JsonObject State(SlackModal modal, IReadOnlyDictionary<string, string>? filled)
    {
        var inputs = BlockReading.Inputs(modal.Blocks).ToList();
        var answers = new Dictionary<JsonObject, string>();
        foreach (var (name, value) in filled ?? new Dictionary<string, string>())
        {
            var input = inputs.Find(i => (string?)i["block_id"] == name || (string?)i["element"]!["action_id"] == name)
                ?? inputs.Find(i => BlockReading.Label(i) == name)
                ?? throw new ArgumentException($"There is no input '{name}'; there are: {string.Join(", ", inputs.Select(i => $"{i["block_id"]} ({BlockReading.Label(i)})"))}", nameof(filled));
            answers[input] = value;
        }

        var state = new JsonObject();
        foreach (var input in inputs)
        {
            var element = input["element"]!.AsObject();
            state[(string)input["block_id"]!] = new JsonObject { [(string)element["action_id"]!] = Value(element, answers.GetValueOrDefault(input)) };
        }

        return state;
    }

    /// <summary>The label of a required input that is empty; Slack does not send such a form.</summary>
    public static string? Missing(SlackModal modal, JsonObject state) => BlockReading.Inputs(modal.Blocks)
        .Where(i => (bool?)i["optional"] != true)
        .FirstOrDefault(i => state[(string)i["block_id"]!]![(string)i["element"]!["action_id"]!]!.AsObject()
            .All(p => p.Key == "type" || p.Value is null or JsonArray { Count: 0 } || p.Value is JsonValue v && v.ToString().Length == 0)) is { } empty
            ? BlockReading.Label(empty)
            : null;

    /// <summary>What an element says when it is used or sent.</summary>
    public static JsonObject Value(JsonObject element, string? answer)
    {
        var type = (string)element["type"]!;
        var value = new JsonObject { ["type"] = type };
        switch (type)
        {
            case "static_select" or "radio_buttons" or "overflow":
                value["selected_option"] = answer switch
                {
                    null => element["initial_option"]?.DeepClone(),
                    "" => null,
                    _ => Option(element, answer),
                };
                break;
            case "multi_static_select" or "checkboxes":
                value["selected_options"] = answer is null
                    ? element["initial_options"]?.DeepClone() ?? new JsonArray()
                    : new JsonArray([.. answer.Split(['|', ','], StringSplitOptions.RemoveEmptyEntries).Select(a => Option(element, a))]);
                break;
            case "datepicker":
                value["selected_date"] = answer ?? (string?)element["initial_date"];
                break;
            case "timepicker":
                value["selected_time"] = answer ?? (string?)element["initial_time"];
                break;
            case "users_select":
                value["selected_user"] = answer ?? (string?)element["initial_user"];
                break;
            default:
                value["value"] = answer is { Length: > 0 } ? answer : answer is null ? (string?)element["initial_value"] : null;
                break;
        }

        return value;
    }

    private static JsonObject Option(JsonObject element, string answer)
    {
        var option = BlockReading.Options(element).FirstOrDefault(o => (string?)o["value"] == answer || (string?)o["text"]?["text"] == answer)
            ?? throw new ArgumentException($"There is no option '{answer}'.", nameof(answer));
        return new() { ["text"] = option["text"]!.DeepClone(), ["value"] = option["value"]!.DeepClone() };
    }
}
