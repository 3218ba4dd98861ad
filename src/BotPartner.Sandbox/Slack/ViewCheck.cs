using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Slack;

/// <summary>What makes Slack refuse a view.</summary>
internal static class ViewCheck
{
    /// <summary>The error and what goes into <c>response_metadata.messages</c>; null if the view is well.</summary>
    public static (string Error, IReadOnlyList<string> Messages)? Fault(JsonObject view, string type)
    {
        // 250 kB in all.
        if (System.Text.Encoding.UTF8.GetByteCount(view.ToJsonString()) > 250_000)
        {
            return ("view_too_large", []);
        }

        List<string> faults = [];
        void When(bool wrong, string what, string at)
        {
            if (wrong)
            {
                faults.Add($"[ERROR] {what} [json-pointer:{at}]");
            }
        }

        var blocks = view["blocks"] as JsonArray;
        When((string?)view["type"] != type, $"type must be {type}", "/view/type");
        When(blocks is null, "missing required field: blocks", "/view");
        When(Length(view["private_metadata"]) > 3000, "must be less than 3001 characters", "/view/private_metadata");
        When(Length(view["callback_id"]) > 255, "must be less than 256 characters", "/view/callback_id");
        When(Length(view["external_id"]) > 255, "must be less than 256 characters", "/view/external_id");
        if (type == "modal")
        {
            When(Length(view["title"]?["text"]) is 0 or > 24, "must be from 1 to 24 characters", "/view/title/text");
            When(view["submit"] is { } submit && Length(submit["text"]) is 0 or > 24, "must be from 1 to 24 characters", "/view/submit/text");
            When(view["close"] is { } close && Length(close["text"]) is 0 or > 24, "must be from 1 to 24 characters", "/view/close/text");
            When(view["submit"] is null && BlockReading.Inputs(blocks).Any(), "must define submit to use an input block in modals", "/view");
        }

        faults.AddRange(BlockCheck.Faults(blocks ?? [], type));
        return faults.Count == 0 ? null : ("invalid_arguments", faults);
    }

    private static int Length(JsonNode? text) => text?.ToString().Length ?? 0;
}
