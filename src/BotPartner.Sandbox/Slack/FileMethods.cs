using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>A file that stands under a message.</summary>
/// <param name="Id"><c>F…</c>.</param>
/// <param name="Name">As it was uploaded.</param>
/// <param name="Title">As it is shown.</param>
/// <param name="Bytes">What it holds.</param>
public sealed record SlackFile(string Id, string Name, string Title, byte[] Bytes);

/// <summary>Uploading in three steps: <c>files.getUploadURLExternal</c>, the bytes, <c>files.completeUploadExternal</c>.</summary>
internal sealed class FileMethods(SlackOptions options, SlackWorkspace workspace, Dice dice, Func<string> url)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Upload> uploads = [];

    public JsonObject GetUrl(SlackArguments arguments)
    {
        // A length of nothing counts as none.
        if (!arguments.Has("filename") || !long.TryParse(arguments["length"], out var length) || length == 0)
        {
            return SlackApi.Error("missing_argument");
        }

        if (options.FileUploadsDisabled)
        {
            return SlackApi.Error("file_uploads_disabled");
        }

        var upload = new Upload($"F{dice.Letters(10)}", arguments["filename"]!, length);
        var ticket = dice.Letters(24);
        lock (gate)
        {
            uploads[ticket] = upload;
        }

        var answer = SlackApi.Ok();
        answer["upload_url"] = $"{url()}/upload/v1/{ticket}";
        answer["file_id"] = upload.Id;
        return answer;
    }

    /// <summary>The bytes, raw. The URL is all the right that is needed.</summary>
    public WireAnswer Take(WireRequest request, string ticket)
    {
        lock (gate)
        {
            if (request.Method != "POST" || !uploads.TryGetValue(ticket, out var upload) || upload.Bytes is not null)
            {
                return new(404, "not found", "text/plain");
            }

            if (request.Body.Length != upload.Length)
            {
                return new(400, "length", "text/plain");
            }

            upload.Bytes = request.Body;
            return new(200, $"OK - {request.Body.Length}", "text/plain");
        }
    }

    public JsonObject Complete(SlackArguments arguments)
    {
        if (arguments.Nested("files") is not JsonArray { Count: > 0 } files)
        {
            return SlackApi.Error("invalid_arguments");
        }

        // A channel's id, not a user's.
        var channel = arguments.Has("channel_id") ? workspace.Channel(arguments["channel_id"]) : null;
        if (arguments.Has("channel_id") && (channel is null || !channel.Has(options.BotUserId)))
        {
            return SlackApi.Error(channel is null ? "channel_not_found" : "not_in_channel");
        }

        var finished = new List<SlackFile>();
        lock (gate)
        {
            foreach (var file in files.OfType<JsonObject>())
            {
                if (uploads.FirstOrDefault(u => u.Value.Id == (string?)file["id"]) is not { Key: { } ticket, Value: { Bytes: { } bytes } upload })
                {
                    return SlackApi.Error("file_not_found");
                }

                // Once only.
                uploads.Remove(ticket);
                finished.Add(new(upload.Id, upload.Name, (string?)file["title"] ?? upload.Name, bytes));
            }
        }

        if (channel is not null)
        {
            workspace.Share(channel, arguments["initial_comment"] ?? "", finished, arguments["thread_ts"]);
        }

        var answer = SlackApi.Ok();
        answer["files"] = new JsonArray([.. finished.Select(f => new JsonObject { ["id"] = f.Id, ["title"] = f.Title })]);
        return answer;
    }

    private sealed class Upload(string id, string name, long length)
    {
        public string Id => id;

        public string Name => name;

        public long Length => length;

        public byte[]? Bytes { get; set; }
    }
}
