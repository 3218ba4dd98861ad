using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Slack;

/// <summary><c>chat.*</c>.</summary>
internal sealed class ChatMethods(SlackOptions options, SlackWorkspace workspace)
{
    public JsonObject Post(SlackArguments arguments)
    {
        var (channel, refused) = Where(arguments);
        var content = Content(arguments, most: 40_000);
        if ((refused ?? content.Error) is { } error)
        {
            return error;
        }

        var thread = arguments["thread_ts"];
        if (thread is { Length: > 0 } && channel!.Messages.All(m => m.Ts != thread))
        {
            return SlackApi.Error("thread_not_found");
        }

        var message = workspace.Say(channel!, null, content.Text, content.Blocks, threadTs: thread);
        var answer = SlackApi.Ok();
        answer["channel"] = channel!.Id;
        answer["ts"] = message.Ts;
        answer["message"] = SlackEnvelopes.Message(options, message);
        return answer;
    }

    public JsonObject PostEphemeral(SlackArguments arguments)
    {
        var (channel, refused) = Where(arguments);
        var content = Content(arguments, most: 40_000);
        var reader = workspace.Account(arguments["user"]);
        if (refused is null && (reader is null || !channel!.Has(reader.Id)))
        {
            refused = SlackApi.Error("user_not_in_channel");
        }

        if ((refused ?? content.Error) is { } error)
        {
            return error;
        }

        var message = workspace.Say(channel!, null, content.Text, content.Blocks, reader, arguments["thread_ts"]);
        var answer = SlackApi.Ok();
        answer["message_ts"] = message.Ts;
        return answer;
    }

    public JsonObject Update(SlackArguments arguments)
    {
        var (message, refused) = Own(arguments, "cant_update_message");

        // Blocks replace the message even without text; text alone leaves no blocks behind.
        var content = Content(arguments, most: 4_000);
        if ((refused ?? content.Error) is { } error)
        {
            return error;
        }

        workspace.Edit(message!, content.Text, content.Blocks);
        var answer = SlackApi.Ok();
        answer["channel"] = message!.Channel.Id;
        answer["ts"] = message.Ts;
        answer["text"] = content.Text;
        answer["message"] = SlackEnvelopes.Message(options, message);
        return answer;
    }

    public JsonObject Delete(SlackArguments arguments)
    {
        var (message, refused) = Own(arguments, "cant_delete_message");
        if (refused is not null)
        {
            return refused;
        }

        workspace.Delete(message!);
        var answer = SlackApi.Ok();
        answer["channel"] = message!.Channel.Id;
        answer["ts"] = message.Ts;
        return answer;
    }

    /// <summary>Text and blocks of a message, checked. The text budget holds for chat methods, not for response URLs.</summary>
    internal static (string Text, JsonArray? Blocks, JsonObject? Error) Content(SlackArguments arguments, int most, bool budget = true)
    {
        var text = arguments["text"] ?? "";
        JsonArray? blocks = null;
        if (arguments.Has("blocks"))
        {
            blocks = arguments.Nested("blocks") as JsonArray;
            if (blocks is null)
            {
                return (text, null, SlackApi.Error("invalid_blocks_format"));
            }
        }

        if (text.Length == 0 && blocks is not { Count: > 0 })
        {
            return (text, null, SlackApi.Error("no_text"));
        }

        if (text.Length > most)
        {
            return (text, null, SlackApi.Error("msg_too_long"));
        }

        var faults = BlockCheck.Faults(blocks ?? [], "message");
        if (faults.Count > 0)
        {
            return (text, null, SlackApi.Error("invalid_blocks", faults));
        }

        return budget && BlockReading.Length(blocks) > BlockCheck.TextBudget
            ? (text, null, SlackApi.Error("msg_blocks_too_long"))
            : (text, blocks, null);
    }

    private (SlackChannel? Channel, JsonObject? Error) Where(SlackArguments arguments)
    {
        // A user's id stands for the direct messages with them.
        var id = arguments["channel"];
        var channel = workspace.Account(id) is { } person ? workspace.Direct(person) : workspace.Channel(id);
        return channel switch
        {
            null => (null, SlackApi.Error("channel_not_found")),
            { Archived: true } => (null, SlackApi.Error("is_archived")),
            _ when !channel.Has(options.BotUserId) => (null, SlackApi.Error("not_in_channel")),
            _ => (channel, null),
        };
    }

    private (SlackMessage? Message, JsonObject? Error) Own(SlackArguments arguments, string notOwn)
    {
        if (workspace.Channel(arguments["channel"]) is not { } channel)
        {
            return (null, SlackApi.Error("channel_not_found"));
        }

        if (channel.Archived)
        {
            return (null, SlackApi.Error("is_archived"));
        }

        // An ephemeral message cannot be reached this way at all.
        return channel.Messages.FirstOrDefault(m => m.Ts == arguments["ts"] && m.OnlyFor is null) switch
        {
            null => (null, SlackApi.Error("message_not_found")),
            { From: not null } => (null, SlackApi.Error(notOwn)),
            var message => (message, null),
        };
    }
}
