using System.Text;
using System.Text.Json;
using BotPartner.Sandbox.Slack;

namespace BotPartner.Tests.FarSides;

/// <summary>The simulated Slack, judged by Slack's own client and by the verifier of Slack's own framework.</summary>
public sealed class SandboxSpecs
{
    [Fact]
    public async Task The_simulated_Web_API_behaves_as_Slacks_own_client_expects()
    {
        NodeProject.MustBeInstalled();
        await using var slack = await SimulatedSlack.Start(new() { RateLimits = true }, cancellation: TestContext.Current.CancellationToken);
        slack.BotUrl = new("http://127.0.0.1:9");
        await slack.Bo.Invites(slack.Partnership);
        var said = await NodeProject.Run("", "sandbox.mjs", $"{slack.Url}/api/", slack.Options.BotToken, slack.Partnership.Id);
        Assert.Matches(@"\b[1-9]\d* passed, 0 failed", said);
    }

    [Fact]
    public async Task What_the_simulated_Slack_sends_is_signed_as_Slack_signs()
    {
        NodeProject.MustBeInstalled();
        await using var slack = await SimulatedSlack.Start(new(), cancellation: TestContext.Current.CancellationToken);
        slack.BotUrl = new("http://127.0.0.1:9");
        var genuine = await slack.Bo.Commands(slack.Partnership, "/partner", "decide Ünï 🌍 & more");
        var forged = await slack.Bo.Forging(new SlackFlaws { Age = TimeSpan.FromMinutes(6) }).Commands(slack.Partnership, "/partner", "help");
        var said = await NodeProject.Run(Line(slack, genuine) + Line(slack, forged), "verify.mjs");
        Assert.Equal([true, false], said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("accepted").GetBoolean()));
    }

    private static string Line(SimulatedSlack slack, SlackAnswer answer) => JsonSerializer.Serialize(new
    {
        secret = slack.Options.SigningSecret,
        headers = answer.Delivery.Request!.Headers,
        body = Encoding.UTF8.GetString(answer.Delivery.Request.Body),
    }) + "\n";
}
