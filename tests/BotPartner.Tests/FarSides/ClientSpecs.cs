using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Slack;
using BotPartner.Slack.Api;
using BotPartner.Teams.Outbound;
using BotPartner.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BotPartner.Tests.FarSides;

/// <summary>Our clients speak to a Slack and an Entra ID that we did not write.</summary>
public sealed class ClientSpecs
{
    private static readonly Card Hello = Card.Of(Text.Say("hello.thanks"));

    [Fact]
    public async Task What_is_owed_is_posted_and_edited_and_refusals_are_understood()
    {
        using var far = await EmulatedServices.Start();
        using var folder = new TemporaryFolder();
        await using var bot = Configured(far, folder);
        var sender = bot.Services.GetServices<ISender>().Single(s => s.Platform == SlackModule.Platform);
        var channels = far.Ready["channels"]!.AsObject();
        var open = channels.First(c => c.Key != "board").Value!.ToString();

        var posted = Assert.IsType<Sent.Done>(await sender.Post(In(far, open), Hello, null, Cancel));
        var reply = Assert.IsType<Sent.Done>(await sender.Post(In(far, open), Hello, posted.Message, Cancel));
        Assert.NotEqual(posted.Message, reply.Message);
        Assert.Equal(posted, await sender.Edit(In(far, open), posted.Message, Hello, Cancel));
        Assert.IsType<Sent.Gone>(await sender.Post(In(far, channels["board"]!.ToString()), Hello, null, Cancel));
        Assert.IsType<Sent.Gone>(await sender.Post(In(far, "C0NOWHERE"), Hello, null, Cancel));
        Assert.IsType<Sent.Refused>(await sender.Edit(In(far, open), $"{open}/1.000001", Hello, Cancel));

        var person = far.Ready["users"]!.AsObject().First().Value!["id"]!.ToString();
        Assert.IsType<Sent.Done>(await sender.Post(In(far, Place.DirectPrefix + person), Hello, null, Cancel));
        var answer = await bot.Services.GetRequiredService<WebApi>().Call(
            "users.info", far["teamId"], JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["user"] = person }), Cancel);
        Assert.IsType<Answer.Done>(answer);
    }

    [Fact]
    public async Task A_token_is_fetched_once_and_kept()
    {
        using var far = await EmulatedServices.Start();
        using var folder = new TemporaryFolder();
        await using var bot = Configured(far, folder);
        var token = bot.Services.GetRequiredService<BotToken>();
        var both = await Task.WhenAll(token.Get(Cancel).AsTask(), token.Get(Cancel).AsTask());
        Assert.Equal(both[0], both[1]);
        Assert.NotEmpty(both[0]);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static WebApplication Configured(EmulatedServices far, TemporaryFolder folder) => Bot.Build(
    [
        $"--Storage:Sqlite:Path={Path.Combine(folder.Path, "far.db")}",
        "--Clock:Loop=false",
        $"--Slack:SigningSecret={far["signingSecret"]}",
        $"--Slack:BotToken={far["botToken"]}",
        $"--Slack:ApiBaseUrl={far["slackApi"]}",
        "--environment=Development",
        $"--Teams:AppId={far["clientId"]}",
        $"--Teams:TenantId={far["tenantId"]}",
        "--Teams:AppType=SingleTenant",
        $"--Teams:ClientSecret={far["clientSecret"]}",
        $"--Teams:TokenEndpoint={far["tokenEndpoint"]}",
        $"--Teams:OpenIdMetadata={far["openIdMetadata"]}",
    ]);

    private static Addressee In(EmulatedServices far, string channel) =>
        new(new("slack", far["teamId"], channel, PlaceKind.Channel), "en", "UTC");
}
