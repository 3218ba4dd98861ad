using System.Net;
using System.Text;
using BotPartner.Files;
using BotPartner.Records;
using BotPartner.Sandbox.Slack;
using BotPartner.Slack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotPartner.Tests.Stories;

/// <summary>The record of a decision in people's hands: as a file in Slack, behind a signed link in Teams, and checked by whoever has it.</summary>
public abstract class RecordStory(Store store)
{
    private const string Open = "Open the file";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_Slack_the_record_is_a_file_whose_bytes_verify_and_an_export_goes_to_who_asked_alone()
    {
        await using var stage = await Decided();
        var slack = stage.Slack;
        Assert.Null((await slack.Bo.Commands(slack.Partnership, "/partner", "record 1")).Failed);
        await stage.Settle();
        var posted = Assert.Single(slack.Posts(slack.Partnership), m => m.Files.Count > 0);
        var file = Assert.Single(posted.Files);
        var record = Ledger(file.Bytes);
        Assert.Equal("decision-1-record.json", file.Name);
        Assert.Contains(record.GetProperty("hash").GetString()!, posted.Text, StringComparison.Ordinal);
        Assert.Equal((0, "ok: one record, positions 1 to 1"), await Verified(file.Bytes));
        Assert.Equal("Adopted", record.GetProperty("rounds")[0].GetProperty("outcome").GetProperty("result").GetString());

        // Whoever changes a byte is found out.
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file.Bytes).Replace("Adopt the charter", "Adopt the Charter", StringComparison.Ordinal));
        Assert.StartsWith("Record 1 was changed after it was written", (await Verified(changed)).Line, StringComparison.Ordinal);

        await slack.Bo.Commands(slack.Partnership, "/partner", "export decisions csv");
        await stage.Settle();
        Assert.Contains(Reading.Words("slack.file.direct", "en"), await Founded.Heard(stage, slack.Bo), StringComparison.Ordinal);
        var table = Assert.Single(slack.Messages(slack.Bo.Direct).SelectMany(m => m.Files));
        Assert.Contains($",{record.GetProperty("hash").GetString()},", Encoding.UTF8.GetString(table.Bytes), StringComparison.Ordinal);
        Assert.Single(slack.Posts(slack.Partnership).SelectMany(m => m.Files));

        // The button under the closed card does the same, for who presses it.
        await slack.Dana.Presses(Founded.Cards(stage).InSlack, "Record as a file");
        await stage.Settle();
        Assert.Contains(Reading.Words("refusal.stranger", "es"), await Founded.Heard(stage, slack.Dana), StringComparison.Ordinal);
        await slack.Bo.Presses(Founded.Cards(stage).InSlack, "Record as a file");
        await stage.Settle();
        Assert.Equal(file.Bytes, slack.Messages(slack.Bo.Direct)[^1].Files[0].Bytes);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task In_Teams_the_link_works_once_it_is_signed_and_neither_tampered_with_nor_expired()
    {
        await using var stage = await Decided(address: "https://bot.example.org");
        var teams = stage.Teams;
        await teams.Anna.Says(teams.General, "@BotPartner record 1");
        await stage.Settle();
        var link = teams.Posts(teams.General)[^1].LinkOf(Open)!;
        Assert.StartsWith("https://bot.example.org/records/", link.AbsoluteUri, StringComparison.Ordinal);

        var (status, body, answer) = await Get(stage, link.AbsolutePath);
        Assert.Equal((HttpStatusCode.OK, "application/json", "attachment; filename=\"decision-1-record.json\"", "no-store"),
            (status, answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.ToString(), answer.Headers.CacheControl?.ToString()));
        Assert.Equal((0, "ok: one record, positions 1 to 1"), await Verified(body));

        var tampered = await Get(stage, link.AbsolutePath[..^8] + "AAAAAAAA");
        Assert.Equal((HttpStatusCode.NotFound, true), (tampered.Status, Says(tampered.Body, "file.page.wrong", "en")));
        Assert.Equal(HttpStatusCode.NotFound, (await Get(stage, "/records/nothing")).Status);

        // An export is nobody's in the channel: the link goes to who asked.
        await teams.Anna.Says(teams.General, "@BotPartner export decisions");
        await stage.Pass(2);
        Assert.Null(teams.Posts(teams.General)[^1].LinkOf(Open));
        var direct = teams.Messages(teams.Anna.Chat)[^1].LinkOf(Open)!;
        Assert.Equal((0, "ok: one record, positions 1 to 1"), await Verified((await Get(stage, direct.AbsolutePath)).Body));

        await stage.Restart();
        Assert.Equal(HttpStatusCode.OK, (await Get(stage, link.AbsolutePath)).Status);
        await stage.Jump(TimeSpan.FromHours(1));
        var expired = await Get(stage, link.AbsolutePath, "fr-CA, en;q=0.5");
        Assert.Equal((HttpStatusCode.Gone, true), (expired.Status, Says(expired.Body, "file.page.expired", "fr")));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Where_there_is_no_address_the_words_of_a_record_are_shown()
    {
        await using var stage = await Decided();
        await stage.Teams.Elodie.Says(stage.Teams.General, "@BotPartner procès-verbal 1");
        await stage.Settle();
        var shown = stage.Teams.Posts(stage.Teams.General)[^1].Read();
        Assert.Contains(Reading.Words("file.inline", "fr"), shown, StringComparison.Ordinal);
        Assert.Contains("botpartner.decision/1", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(stage, "/records/nothing")).Status);
        Assert.Empty(stage.Errors.Lines);
    }

    [Theory]
    [InlineData(true, null, "slack.file.refused")]
    [InlineData(true, "https://bot.example.org", "slack.file.refused")]
    [InlineData(false, "https://bot.example.org", "slack.file.off")]
    public async Task A_workspace_that_takes_no_files_is_told_why_and_given_a_link_or_the_words(bool withoutScope, string? address, string why)
    {
        await using var stage = await Decided(address, o => withoutScope
            ? o with { Scopes = ["chat:write", "im:write", "channels:read", "users:read"] }
            : o with { FileUploadsDisabled = true });
        await stage.Slack.Bo.Commands(stage.Slack.Partnership, "/partner", "record 1");
        var told = await Founded.Heard(stage, stage.Slack.Bo);
        Assert.Contains(Reading.Words(why, "en"), told, StringComparison.Ordinal);
        if (address is null)
        {
            Assert.Contains("botpartner.decision/1", told, StringComparison.Ordinal);
            return;
        }

        var message = stage.Slack.Ephemerals(stage.Slack.Partnership, stage.Slack.Bo)[^1];
        Assert.Equal((0, "ok: one record, positions 1 to 1"), await Verified((await Get(stage, message.LinkOf(Open)!.AbsolutePath)).Body));

        // Slack tells of the press all the same.
        Assert.Equal(200, (await stage.Slack.Bo.Presses(message, Open)).Status);
        await stage.Settle();
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Nothing_is_uploaded_to_a_host_that_is_not_the_platforms()
    {
        await using var stage = await Decided();
        stage.Adjust = builder => builder.Services.Replace(ServiceDescriptor.Singleton(SlackSettings.Read(builder.Configuration)! with { UploadOrigins = [new("https://files.slack.com")] }));
        await stage.Restart();
        await stage.Slack.Bo.Commands(stage.Slack.Partnership, "/partner", "record 1");
        Assert.Contains("botpartner.decision/1", await Founded.Heard(stage, stage.Slack.Bo), StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Slack.Log.Entries, l => l.Path.StartsWith("/upload/", StringComparison.Ordinal));
        Assert.Contains(stage.Slack.Log.Entries, l => l.Path.EndsWith("files.getUploadURLExternal", StringComparison.Ordinal));
    }

    private async Task<Stage> Decided(string? address = null, Func<SlackOptions, SlackOptions>? slack = null)
    {
        var stage = await Stage.Set(store, slack: slack);
        if (address is not null)
        {
            stage.Adjust = builder => builder.Services.Replace(ServiceDescriptor.Singleton(new PublicAddress(new(address + "/"))));
            await stage.Restart();
        }

        await Founded.Across(stage);
        var (inTeams, inSlack) = await Founded.Put(stage);
        await stage.Teams.Anna.Presses(inTeams, "For");
        await stage.Slack.Bo.Presses(inSlack, "For");
        await stage.Teams.Anna.Says("close 1");
        await stage.Pass(3);
        return stage;
    }

    private static System.Text.Json.JsonElement Ledger(byte[] bytes) => System.Text.Json.JsonDocument.Parse(bytes).RootElement;

    private static bool Says(byte[] page, string key, string language) => WebUtility.HtmlDecode(Encoding.UTF8.GetString(page)).Contains(Reading.Words(key, language), StringComparison.Ordinal);

    private static async Task<(HttpStatusCode Status, byte[] Body, HttpResponseMessage Answer)> Get(Stage stage, string path, string language = "en")
    {
        using var client = new HttpClient { BaseAddress = stage.Teams.BotUrl };
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        var answer = await client.GetAsync(path, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(Stop), answer);
    }

    private static async Task<(int Code, string Line)> Verified(byte[] bytes)
    {
        var said = new StringWriter();
        using var input = new MemoryStream(bytes);
        var code = await VerifyCommand.Of(["verify", "-"])!.Run(input, said, TextWriter.Null, Stop);
        return (code, said.ToString().Trim());
    }
}

public sealed class RecordOnSqlite() : RecordStory(Store.Sqlite);

public sealed class RecordOnCosmos() : RecordStory(Store.Cosmos);

public sealed class RecordOnShared() : RecordStory(Store.Shared);
