using System.Diagnostics;
using System.Text.Json.Nodes;

namespace BotPartner.Tests.FarSides;

/// <summary>A Slack and an Entra ID that others wrote, in a process of their own.</summary>
internal sealed class EmulatedServices : IDisposable
{
    private readonly Process process;

    private EmulatedServices(Process process, JsonNode ready) => (this.process, Ready) = (process, ready);

    /// <summary>Where they are and what opens them.</summary>
    public JsonNode Ready { get; }

    public string this[string name] => (string)Ready[name]!;

    public static async Task<EmulatedServices> Start()
    {
        NodeProject.MustBeInstalled();
        var started = NodeProject.Start("emulate.mjs");
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (await started.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                return new(started, JsonNode.Parse(line["ready ".Length..])!);
            }
        }

        started.Kill(entireProcessTree: true);
        throw new InvalidOperationException(await started.StandardError.ReadToEndAsync(late.Token));
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
