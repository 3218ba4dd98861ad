using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Slack;

/// <summary>The limits of Block Kit in slack.md §6. Finds faults as Slack words them: what, and a pointer to where.</summary>
internal sealed class BlockCheck
{
    /// <summary>Where real workspaces began to answer <c>msg_blocks_too_long</c>.</summary>
    public const int TextBudget = 11_300;

    private readonly List<string> faults = [];

    /// <summary>What is wrong with blocks on a surface: <c>message</c>, <c>modal</c> or <c>home</c>.</summary>
    public static IReadOnlyList<string> Faults(JsonArray blocks, string surface)
    {
        var check = new BlockCheck();
        check.Count(blocks.Count, surface == "message" ? 50 : 100, "/blocks", "items");
        var ids = new HashSet<string>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var at = $"/blocks/{i}";
            if (blocks[i] is not JsonObject block)
            {
                check.Fault("must be an object", at);
                continue;
            }

            if ((string?)block["block_id"] is { } id)
            {
                check.Count(id.Length, 255, $"{at}/block_id", "characters");
                check.When(!ids.Add(id), "`block_id` already exists", $"{at}/block_id");
            }

            check.Block(block, surface, at);
        }

        if (blocks.OfType<JsonObject>().Where(b => (string?)b["type"] == "markdown").Sum(b => ((string?)b["text"] ?? "").Length) > 12_000)
        {
            check.Fault("markdown text is more than 12000 characters", "/blocks");
        }

        return check.faults;
    }

    private void Block(JsonObject block, string surface, string at)
    {
        var elements = block["elements"] as JsonArray ?? [];
        switch ((string?)block["type"])
        {
            case "divider" or "rich_text":
                break;
            case "header":
                Text(block["text"], 150, $"{at}/text", plain: true);
                break;
            case "section":
                When(block["text"] is null && block["fields"] is not JsonArray { Count: > 0 }, "must define either `text` or `fields`", at);
                Optional(block["text"], 3000, $"{at}/text");
                var fields = block["fields"] as JsonArray ?? [];
                Count(fields.Count, 10, $"{at}/fields", "items");
                Each(fields, $"{at}/fields", (f, p) => Text(f, 2000, p));
                Elements(block["accessory"] is { } one ? [one.DeepClone()] : [], $"{at}/accessory");
                break;
            case "context":
                Count(elements.Count, 10, $"{at}/elements", "items");
                When(elements.Count == 0, "must provide at least 1 item", $"{at}/elements");
                Each(elements, $"{at}/elements", (e, p) => { if ((string?)e["type"] != "image") { Text(e, 3000, p); } });
                break;
            case "actions":
                Count(elements.Count, 25, $"{at}/elements", "items");
                When(elements.Count == 0, "must provide at least 1 item", $"{at}/elements");
                Elements(elements, $"{at}/elements");
                break;
            case "input":
                Text(block["label"], 2000, $"{at}/label", plain: true);
                Optional(block["hint"], 2000, $"{at}/hint", plain: true);
                When(block["element"] is not JsonObject, "missing required field: element", at);
                Elements(block["element"] is { } element ? [element.DeepClone()] : [], $"{at}/element");
                break;
            case "image":
                Count(((string?)block["image_url"] ?? "").Length, 3000, $"{at}/image_url", "characters");
                When((string?)block["alt_text"] is not { Length: <= 2000 }, "alt_text must be present and at most 2000 characters", at);
                break;
            case "markdown" when surface == "message":
                break;
            case var other:
                Fault($"unsupported type: {other}", at);
                break;
        }
    }

    private void Elements(JsonArray elements, string at)
    {
        var ids = new HashSet<string>();
        Each(elements, at, (element, path) =>
        {
            if ((string?)element["action_id"] is { } id)
            {
                Count(id.Length, 255, $"{path}/action_id", "characters");
                When(!ids.Add(id), "`action_id` already exists", $"{path}/action_id");
            }

            Optional(element["placeholder"], 150, $"{path}/placeholder", plain: true);
            Confirm(element["confirm"] as JsonObject, $"{path}/confirm");
            var options = BlockReading.Options(element).ToList();
            switch ((string?)element["type"])
            {
                case "button":
                    Text(element["text"], 75, $"{path}/text", plain: true);
                    Count(((string?)element["value"] ?? "").Length, 2000, $"{path}/value", "characters");
                    Count(((string?)element["url"] ?? "").Length, 3000, $"{path}/url", "characters");
                    When((string?)element["style"] is not (null or "primary" or "danger"), "must be a valid enum value", $"{path}/style");
                    break;
                case "static_select" or "multi_static_select":
                    AtMost(options, 100, path);
                    break;
                case "checkboxes" or "radio_buttons":
                    AtMost(options, 10, path);
                    break;
                case "overflow":
                    AtMost(options, 5, path);
                    break;
                case "plain_text_input":
                    var most = (int?)element["max_length"] ?? 3000;
                    When(most is < 1 or > 3000, "max_length must be from 1 to 3000", $"{path}/max_length");
                    When(((string?)element["initial_value"] ?? "").Length > most, "initial_value is longer than max_length", $"{path}/initial_value");
                    break;
                case "users_select" or "conversations_select" or "channels_select" or "multi_users_select" or "multi_conversations_select"
                    or "multi_channels_select" or "external_select" or "datepicker" or "timepicker" or "datetimepicker" or "image"
                    or "number_input" or "email_text_input" or "url_text_input" or "rich_text_input" or "file_input":
                    break;
                case var other:
                    Fault($"unsupported type: {other}", path);
                    break;
            }
        });
    }

    private void AtMost(List<JsonObject> options, int most, string at)
    {
        Count(options.Count, most, $"{at}/options", "items");
        When(options.Count == 0, "must provide at least 1 item", $"{at}/options");
        for (var i = 0; i < options.Count; i++)
        {
            Text(options[i]["text"], 75, $"{at}/options/{i}/text");
            Optional(options[i]["description"], 75, $"{at}/options/{i}/description");
            When((string?)options[i]["value"] is not { Length: > 0 and <= 75 }, "must be from 1 to 75 characters", $"{at}/options/{i}/value");
        }
    }

    private void Confirm(JsonObject? confirm, string at)
    {
        if (confirm is not null)
        {
            Text(confirm["title"], 100, $"{at}/title", plain: true);
            Text(confirm["text"], 300, $"{at}/text");
            Optional(confirm["confirm"], 30, $"{at}/confirm", plain: true);
            Optional(confirm["deny"], 30, $"{at}/deny", plain: true);
        }
    }

    private void Optional(JsonNode? text, int most, string at, bool plain = false)
    {
        if (text is not null)
        {
            Text(text, most, at, plain);
        }
    }

    private void Text(JsonNode? text, int most, string at, bool plain = false)
    {
        var type = text is JsonObject o ? (string?)o["type"] : null;
        if (type != "plain_text" && (plain || type != "mrkdwn"))
        {
            Fault(plain ? "must be a plain_text object" : "must be a text object", at);
            return;
        }

        var length = ((string?)text!["text"] ?? "").Length;
        When(length == 0, "must be more than 0 characters", $"{at}/text");
        Count(length, most, $"{at}/text", "characters");
    }

    private static void Each(JsonArray items, string at, Action<JsonObject, string> check)
    {
        for (var i = 0; i < items.Count; i++)
        {
            check(items[i] as JsonObject ?? [], $"{at}/{i}");
        }
    }

    private void Count(int count, int most, string at, string of) => When(count > most, $"must be at most {most} {of}", at);

    private void When(bool wrong, string what, string at)
    {
        if (wrong)
        {
            Fault(what, at);
        }
    }

    private void Fault(string what, string at) => faults.Add($"[ERROR] {what} [json-pointer:{at}]");
}
