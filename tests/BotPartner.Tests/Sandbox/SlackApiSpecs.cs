using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;

namespace BotPartner.Tests.Sandbox;

public sealed class SlackApiSpecs : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private SimulatedSlack slack = null!;
    private FakeBot bot = null!;
    private Caller caller = null!;

    public async ValueTask InitializeAsync()
    {
        bot = await FakeBot.Start();
        slack = await SimulatedSlack.Start(new() { Time = time }, cancellation: TestContext.Current.CancellationToken);
        slack.BotUrl = bot.Url;
        caller = Caller.Of(slack);
        await slack.Bo.Invites(slack.Partnership);
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await slack.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task A_message_stands_can_be_edited_with_its_history_and_taken_back()
    {
        var ts = (string)(await Post(new() { ["text"] = "one" })).Json["ts"]!;
        var edited = await Call("chat.update", new() { ["channel"] = slack.Partnership.Id, ["ts"] = ts, ["text"] = "two" });
        Assert.True((bool)edited.Json["ok"]!);
        Assert.Equal(["one", "two"], Assert.Single(slack.Posts(slack.Partnership)).Revisions.Select(r => r.PlainText()));
        await Call("chat.delete", new() { ["channel"] = slack.Partnership.Id, ["ts"] = ts });
        Assert.Empty(slack.Posts(slack.Partnership));
    }

    [Fact]
    public async Task Who_may_not_call_is_told_so_with_status_200()
    {
        caller.Token = null;
        Assert.Equal("not_authed", (await Call("auth.test", [])).Error);
        caller.Token = "xoxb-other";
        var refused = await Call("auth.test", []);
        Assert.Equal((200, "invalid_auth"), (refused.Status, refused.Error));
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        await using var strict = await SimulatedSlack.Start(new() { Scopes = ["commands"] }, cancellation: TestContext.Current.CancellationToken);
        var refused = await caller.Slack(strict, "chat.postMessage", new() { ["channel"] = strict.Partnership.Id, ["text"] = "x" });
        Assert.Equal(("missing_scope", "chat:write"), (refused.Error, (string)refused.Json["needed"]!));
    }

    [Fact]
    public async Task Places_that_cannot_be_written_to_are_refused()
    {
        var other = slack.AddChannel("other", slack.Bo);
        Assert.Equal("channel_not_found", (await Post(new() { ["channel"] = "C0NOWHERE", ["text"] = "x" })).Error);
        Assert.Equal("not_in_channel", (await Post(new() { ["channel"] = other.Id, ["text"] = "x" })).Error);
        slack.Partnership.Archived = true;
        Assert.Equal("is_archived", (await Post(new() { ["text"] = "x" })).Error);
    }

    [Fact]
    public async Task Content_out_of_bounds_is_refused_each_in_its_own_word()
    {
        Assert.Equal("no_text", (await Post([])).Error);
        Assert.Equal("msg_too_long", (await Post(new() { ["text"] = new string('x', 40_001) })).Error);
        Assert.Equal("invalid_blocks_format", (await Post(new() { ["blocks"] = "nonsense" })).Error);
        var sections = new JsonArray([.. Enumerable.Range(0, 4).Select(JsonNode (_) => Section(2900))]);
        Assert.Equal("msg_blocks_too_long", (await Post(new() { ["blocks"] = sections })).Error);
        var ts = (string)(await Post(new() { ["text"] = "x" })).Json["ts"]!;
        var update = new JsonObject { ["channel"] = slack.Partnership.Id, ["ts"] = ts, ["text"] = new string('x', 4_001) };
        Assert.Equal("msg_too_long", (await Call("chat.update", update)).Error);
    }

    [Theory]
    [InlineData("""[{"type":"section","text":{"type":"mrkdwn","text":""}}]""")]
    [InlineData("""[{"type":"section"}]""")]
    [InlineData("""[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]""")]
    [InlineData("""[{"type":"actions","elements":[]}]""")]
    [InlineData("""[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"style":"default"}]}]""")]
    [InlineData("""[{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"y"}}]}]""")]
    [InlineData("""[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]""")]
    [InlineData("""[{"type":"carousel-of-dreams"}]""")]
    public async Task Blocks_out_of_shape_are_refused_with_a_pointer(string blocks)
    {
        var refused = await Post(new() { ["text"] = "x", ["blocks"] = JsonNode.Parse(blocks) });
        Assert.Equal("invalid_blocks", refused.Error);
        Assert.Contains("json-pointer:/blocks/", (string)refused.Json["response_metadata"]!["messages"]![0]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3000, 75, 50, true)]
    [InlineData(3001, 75, 50, false)]
    [InlineData(10, 76, 50, false)]
    [InlineData(10, 75, 51, false)]
    public async Task Lengths_and_counts_are_exact(int text, int label, int count, bool fine)
    {
        var blocks = new JsonArray(Section(text), new JsonObject
        {
            ["type"] = "actions",
            ["elements"] = new JsonArray(new JsonObject { ["type"] = "button", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = new string('b', label) } }),
        });
        while (blocks.Count < count)
        {
            blocks.Add(new JsonObject { ["type"] = "divider" });
        }

        Assert.Equal(fine, (bool)(await Post(new() { ["blocks"] = blocks })).Json["ok"]!);
    }

    [Fact]
    public async Task Only_own_messages_can_be_changed_and_ephemeral_ones_not_at_all()
    {
        await slack.Bo.Says(slack.Partnership, "hello");
        var theirs = slack.Messages(slack.Partnership)[0].Ts;
        Assert.Equal("cant_update_message", (await Call("chat.update", new() { ["channel"] = slack.Partnership.Id, ["ts"] = theirs, ["text"] = "x" })).Error);
        var only = await Call("chat.postEphemeral", new() { ["channel"] = slack.Partnership.Id, ["user"] = slack.Bo.Account.Id, ["text"] = "psst" });
        var ts = (string)only.Json["message_ts"]!;
        Assert.Equal("message_not_found", (await Call("chat.update", new() { ["channel"] = slack.Partnership.Id, ["ts"] = ts, ["text"] = "x" })).Error);
        Assert.Equal("psst", Assert.Single(slack.Ephemerals(slack.Partnership, slack.Bo)).Text);
        Assert.Empty(slack.Ephemerals(slack.Partnership, slack.Dana));
        Assert.Equal("user_not_in_channel", (await Call("chat.postEphemeral", new() { ["channel"] = slack.Partnership.Id, ["user"] = "U0", ["text"] = "x" })).Error);
    }

    [Fact]
    public async Task One_message_a_second_and_channel_more_is_429()
    {
        await using var busy = await SimulatedSlack.Start(new() { Time = time, RateLimits = true }, cancellation: TestContext.Current.CancellationToken);
        busy.BotUrl = bot.Url;
        await busy.Bo.Invites(busy.Partnership);
        Task<Got> To(string channel) => caller.Slack(busy, "chat.postMessage", new() { ["channel"] = channel, ["text"] = "x" });
        Assert.Equal(200, (await To(busy.Partnership.Id)).Status);
        var second = await To(busy.Partnership.Id);
        Assert.Equal((429, "ratelimited", 1), (second.Status, second.Error, second.RetryAfter!.Value));
        Assert.Equal(200, (await To(busy.Bo.Direct.Id)).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await To(busy.Partnership.Id)).Status);
        for (var i = 0; i < 50; i++)
        {
            await caller.Slack(busy, "conversations.info", []);
        }

        Assert.Equal(429, (await caller.Slack(busy, "conversations.info", [])).Status);
    }

    [Fact]
    public async Task People_and_conversations_can_be_looked_up_by_form_too()
    {
        var dana = await caller.Form($"{slack.ApiBaseUrl}users.info", new() { ["user"] = slack.Dana.Account.Id, ["include_locale"] = "true" });
        Assert.Equal(("es-MX", "America/Mexico_City"), ((string)dana.Json["user"]!["locale"]!, (string)dana.Json["user"]!["tz"]!));
        Assert.Equal("user_not_found", (await Call("users.info", new() { ["user"] = "U0" })).Error);
        var opened = await Call("conversations.open", new() { ["users"] = slack.Dana.Account.Id });
        Assert.Equal(slack.Dana.Direct.Id, (string)opened.Json["channel"]!["id"]!);
        var page = await Call("conversations.members", new() { ["channel"] = slack.Partnership.Id, ["limit"] = 3 });
        Assert.Equal((3, "3"), (page.Json["members"]!.AsArray().Count, (string)page.Json["response_metadata"]!["next_cursor"]!));
        Assert.Equal("unknown_method", (await Call("no.such", [])).Error);
    }

    private static JsonObject Section(int length) =>
        new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = new string('x', length) } };

    private Task<Got> Call(string method, JsonObject arguments) => caller.Slack(slack, method, arguments);

    private Task<Got> Post(JsonObject message)
    {
        message["channel"] ??= slack.Partnership.Id;
        return Call("chat.postMessage", message);
    }
}
