using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;

namespace BotPartner.Tests.Sandbox;

public sealed class MischiefSpecs : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private SimulatedSlack slack = null!;
    private FakeBot bot = null!;
    private Caller caller = null!;

    public async ValueTask InitializeAsync()
    {
        bot = await FakeBot.Start();
        slack = await SimulatedSlack.Start(new() { Time = time, Seed = 7 }, cancellation: TestContext.Current.CancellationToken);
        slack.BotUrl = bot.Url;
        caller = Caller.Of(slack);
        await slack.Bo.Invites(slack.Partnership);
        bot.Heard.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await slack.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task Answers_as_told_as_often_as_told_and_only_where_told()
    {
        slack.Mischief.Answer("chat.postMessage", 429, times: 2, retryAfter: 7).Answer("POST /api/chat.update", 503);
        Assert.Equal((429, 7), await Post() is var first ? (first.Status, first.RetryAfter!.Value) : default);
        Assert.Equal(429, (await Post()).Status);
        Assert.Equal(200, (await Post()).Status);
        Assert.Single(slack.Posts(slack.Partnership));
        Assert.Equal(503, (await caller.Slack(slack, "chat.update", [])).Status);
        Assert.Equal(200, (await caller.Slack(slack, "chat.update", [])).Status);
    }

    [Fact]
    public async Task A_dropped_request_did_nothing_and_a_lost_answer_did()
    {
        slack.Mischief.Drop("chat.postMessage");
        await Assert.ThrowsAsync<HttpRequestException>(Post);
        Assert.Empty(slack.Posts(slack.Partnership));
        slack.Mischief.LoseAnswer("chat.postMessage");
        await Assert.ThrowsAsync<HttpRequestException>(Post);
        Assert.Single(slack.Posts(slack.Partnership));
    }

    [Fact]
    public async Task A_delay_ends_when_time_is_moved()
    {
        slack.Mischief.Delay("chat.postMessage", TimeSpan.FromMinutes(1), times: 1);
        var late = Post();
        await Soon.True(() => time.Waiting == 1);
        Assert.False(late.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await late).Status);
    }

    [Fact]
    public async Task Deliveries_arrive_twice_when_told()
    {
        slack.Mischief.Duplicate("/slack/events");
        await slack.Bo.Says("hi");
        await slack.Bo.Commands(slack.Bo.Direct, "/partner");
        Assert.Equal(["/slack/events", "/slack/events", "/slack/commands"], bot.Heard.Select(h => h.Path));
        Assert.Equal(bot.Heard.First().Body, bot.Heard.ElementAt(1).Body);
    }

    [Fact]
    public async Task Held_deliveries_arrive_in_a_disorder_that_the_seed_repeats()
    {
        var first = await Disorder(slack);
        await using var twin = await SimulatedSlack.Start(new() { Time = time, Seed = 7 }, cancellation: TestContext.Current.CancellationToken);
        twin.BotUrl = bot.Url;
        Assert.Equal(first, await Disorder(twin));
        Assert.NotEqual(first.Order(), first);
        Assert.Equal(["0", "1", "2", "3", "4", "5"], first.Order());
    }

    [Fact]
    public async Task The_log_holds_both_directions_and_no_secrets()
    {
        await Post();
        await slack.Bo.Commands(slack.Partnership, "/partner", "help");
        var hook = bot.Last.Field("response_url");
        await caller.Json(HttpMethod.Post, hook, """{"text":"x","token":"xoxb-leaked-1","access_token":"abc"}""");
        var all = string.Concat(slack.Log.Entries.Select(e => e.Path + e.RequestBody + e.ResponseBody));
        Assert.Contains("ToBot /slack/commands 200", slack.Log.Entries.Select(e => $"{e.Direction} {e.Path} {e.Status}"));
        Assert.Contains("FromBot /api/chat.postMessage 200", slack.Log.Entries.Select(e => $"{e.Direction} {e.Path} {e.Status}"));
        foreach (var secret in (string[])["verification-token", "xoxb-leaked", "\"abc\"", hook.Split('/')[^1]])
        {
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        }

        slack.Log.Record("x", default, "POST", "/", 200, new string('x', 100_000), "");
        Assert.True(slack.Log.Entries[^1].RequestBody.Length < 10_000);
        for (var i = 0; i < 500; i++)
        {
            slack.Log.Record("x", default, "POST", "/", 200, "", "");
        }

        Assert.Equal(400, slack.Log.Entries.Count);
    }

    private async Task<List<string>> Disorder(SimulatedSlack with)
    {
        bot.Heard.Clear();
        with.Mischief.Shuffle(of: 6);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => with.Bo.Says(i.ToString())));
        return [.. bot.Heard.Select(h => (string)h.Json["event"]!["text"]!)];
    }

    private Task<Got> Post() => caller.Slack(slack, "chat.postMessage", new JsonObject { ["channel"] = slack.Partnership.Id, ["text"] = "x" });
}
