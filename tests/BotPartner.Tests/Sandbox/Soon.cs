namespace BotPartner.Tests.Sandbox;

/// <summary>For what a real socket brings: looks again and again within a generous bound.</summary>
internal static class Soon
{
    public static async Task True(Func<bool> condition)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, late.Token);
        }
    }
}
