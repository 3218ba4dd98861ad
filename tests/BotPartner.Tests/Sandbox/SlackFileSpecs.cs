using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;

namespace BotPartner.Tests.Sandbox;

/// <summary>Uploading in three steps, with the refusals of the real service.</summary>
public sealed class SlackFileSpecs : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private SimulatedSlack slack = null!;
    private FakeBot bot = null!;
    private Caller caller = null!;

    public async ValueTask InitializeAsync()
    {
        bot = await FakeBot.Start();
        slack = await SimulatedSlack.Start(cancellation: TestContext.Current.CancellationToken);
        slack.BotUrl = bot.Url;
        caller = Caller.Of(slack);
        await slack.Bo.Invites(slack.Partnership);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        caller.Dispose();
        await slack.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task A_file_stands_in_the_channel_once_it_is_completed_and_only_once()
    {
        var (id, url) = await Ask(3);
        Assert.Equal("file_not_found", (await Complete(id)).Error);
        Assert.Equal(400, await Put(url, [1, 2]));
        Assert.Equal(200, await Put(url, [1, 2, 3]));
        Assert.Empty(slack.Posts(slack.Partnership));
        Assert.Equal("channel_not_found", (await Complete(id, slack.Bo.Account.Id)).Error);
        Assert.True((bool)(await Complete(id)).Json["ok"]!);
        var file = Assert.Single(Assert.Single(slack.Posts(slack.Partnership)).Files);
        Assert.Equal(("a.json", 3), (file.Name, file.Bytes.Length));
        Assert.Equal("file_not_found", (await Complete(id)).Error);
    }

    [Fact]
    public async Task What_lacks_its_length_its_place_or_its_files_is_refused()
    {
        Assert.Equal("missing_argument", (await caller.Slack(slack, "files.getUploadURLExternal", new() { ["filename"] = "a.json", ["length"] = 0 })).Error);
        Assert.Equal("missing_argument", (await caller.Slack(slack, "files.getUploadURLExternal", new() { ["length"] = 3 })).Error);
        Assert.Equal("invalid_arguments", (await caller.Slack(slack, "files.completeUploadExternal", new() { ["channel_id"] = slack.Partnership.Id })).Error);
        var (id, url) = await Ask(1);
        await Put(url, [1]);
        Assert.Equal("not_in_channel", (await Complete(id, slack.AddChannel("elsewhere", slack.Bo).Id)).Error);
        Assert.Equal(404, await Put(url + "x", [1]));
    }

    private async Task<(string Id, string Url)> Ask(int length)
    {
        var given = await caller.Slack(slack, "files.getUploadURLExternal", new() { ["filename"] = "a.json", ["length"] = length });
        return ((string)given.Json["file_id"]!, (string)given.Json["upload_url"]!);
    }

    private async Task<int> Put(string url, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        using var response = await http.PostAsync(new Uri(url), content, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    private Task<Got> Complete(string id, string? channel = null) => caller.Slack(
        slack,
        "files.completeUploadExternal",
        new() { ["files"] = new JsonArray(new JsonObject { ["id"] = id, ["title"] = "A" }), ["channel_id"] = channel ?? slack.Partnership.Id });
}
